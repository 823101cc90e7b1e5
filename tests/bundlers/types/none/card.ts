import "phaseout";

document.createElement("phase-out").product = "kaspersky-premium";
