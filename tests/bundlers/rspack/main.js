import "phaseout";
