import "phaseout";

document.body.innerHTML = `
CARDS`;
