export default { vue: { compilerOptions: { isCustomElement: (tag) => tag === "phase-out" } } };
