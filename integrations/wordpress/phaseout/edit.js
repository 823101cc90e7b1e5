/**
 * The block in the editor: pasted code in, the block's attributes and its sentence out.
 *
 * Asks no server for anything but the site's own for the preview. What is pasted is only read, never run.
 */

( function ( wp ) {
	const { createElement: el, Fragment, useState } = wp.element;
	const { createBlock, registerBlockType } = wp.blocks;
	const { InspectorControls, RichText, useBlockProps } = wp.blockEditor;
	const { Button, Disabled, Notice, PanelBody, Placeholder, TextareaControl, TextControl } = wp.components;
	const { __ } = wp.i18n;

	const TEXTS = [ 'product', 'lang', 'now', 'precision', 'theme', 'engine', 'facts', 'heading', 'size' ];
	const SWITCHES = [ 'chooser', 'clock', 'share' ];

	/** What pasted code says of a card; nothing where it has none with a sentence. */
	const read = ( code ) => {
		const card = new DOMParser().parseFromString( code, 'text/html' ).querySelector( 'phase-out, [data-phase-out]' );
		const said = ( name ) => card.getAttribute( name ) ?? card.getAttribute( `data-${ name }` ) ?? undefined;
		card?.querySelectorAll( 'template, script, style' ).forEach( ( part ) => part.remove() );
		const sentence = card?.innerHTML.trim();
		if ( ! sentence ) {
			return undefined;
		}
		const attributes = { sentence, topic: /([\w-]+)\.json$/.exec( said( 'catalogue' ) ?? '' )?.[ 1 ] };
		TEXTS.forEach( ( name ) => ( attributes[ name ] = said( name ) ) );
		SWITCHES.forEach( ( name ) => ( attributes[ name ] = said( name ) === undefined ? undefined : true ) );
		return attributes;
	};

	const Paste = ( { setAttributes } ) => {
		const [ isWrong, tell ] = useState( false );
		const take = ( code ) => {
			const attributes = read( code );
			tell( ! attributes && code.trim() !== '' );
			if ( attributes ) {
				setAttributes( attributes );
			}
		};
		return el(
			Placeholder,
			{ icon: 'calendar-alt', label: __( 'Phaseout card', 'phaseout' ) },
			el( TextareaControl, {
				label: __( 'Paste the code of the card', 'phaseout' ),
				help: __( 'Choose “a page that I write” where the code is made: the code begins with <phase-out.', 'phaseout' ),
				onChange: take,
			} ),
			isWrong &&
				el(
					Notice,
					{ status: 'error', isDismissible: false },
					__( 'There is no card with a sentence in this code.', 'phaseout' )
				)
		);
	};

	const Panel = ( { attributes, setAttributes } ) => {
		const field = ( name, label ) =>
			el( TextControl, { key: name, label, value: attributes[ name ] ?? '', onChange: ( value ) => setAttributes( { [ name ]: value || undefined } ) } );
		return el(
			InspectorControls,
			null,
			el(
				PanelBody,
				{ title: __( 'Card', 'phaseout' ) },
				field( 'topic', __( 'Topic', 'phaseout' ) ),
				field( 'product', __( 'Product', 'phaseout' ) ),
				field( 'lang', __( 'Language', 'phaseout' ) ),
				el( TextareaControl, {
					label: __( 'Sentence', 'phaseout' ),
					help: __( 'What feeds and readers without scripts get.', 'phaseout' ),
					value: attributes.sentence,
					onChange: ( sentence ) => setAttributes( { sentence } ),
				} ),
				el( Button, { variant: 'secondary', onClick: () => setAttributes( { sentence: '' } ) }, __( 'Paste other code', 'phaseout' ) )
			)
		);
	};

	registerBlockType( 'phaseout/card', {
		edit: ( { attributes, setAttributes } ) => {
			const preview = () => el( Disabled, null, el( wp.serverSideRender, { block: 'phaseout/card', attributes } ) );
			return el(
				Fragment,
				null,
				el( Panel, { attributes, setAttributes } ),
				el( 'div', useBlockProps(), attributes.sentence ? preview() : el( Paste, { setAttributes } ) )
			);
		},
		save: ( { attributes } ) => el( RichText.Content, { tagName: 'p', value: attributes.sentence } ),
		transforms: {
			from: [
				{
					type: 'block',
					blocks: [ 'core/html' ],
					isMatch: ( { content } ) => Boolean( read( content ) ),
					transform: ( { content } ) => createBlock( 'phaseout/card', read( content ) ),
				},
			],
		},
	} );
} )( window.wp );
