/**
 * The work that every script here is given: how many countdowns, to which instant, under which words.
 *
 * Reads `?count=` of the page; touches nothing.
 */

/** The end of Extended Security Updates for enrolled PCs, in the zone of its maker. */
export const DEADLINE = "2027-10-12T00:00:00-07:00";

export const LABEL = "Time until updates end";

/** How many widgets the page holds. */
export const COUNT = Number(new URLSearchParams(location.search).get("count") ?? 1);

/** A new element of a kind for each widget, in its place in the page. */
export const places = (tag = "div", dress = () => {}) => {
  const widgets = document.getElementById("widgets");
  return Array.from({ length: COUNT }, (_, index) => {
    const place = document.createElement(tag);
    place.id = `widget-${index}`;
    dress(place);
    widgets.append(place);
    return place;
  });
};
