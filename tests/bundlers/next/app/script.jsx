"use client";

import "phaseout";

export const Script = () => null;
