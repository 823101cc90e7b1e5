import "phaseout";

export const Card = () => <phase-out product="kaspersky-premium" lang="de" heading={3} chooser share theme="dark">A sentence.</phase-out>;

// @ts-expect-error -- there is no such theme
export const Wrong = () => <phase-out theme="blue" />;
