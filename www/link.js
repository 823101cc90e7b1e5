/** The one test of an address before a script makes a link of it, as `src/link.rs` has it for the core. */

/** Whether an address is plain https: what every reader of addresses reads alike. */
export const isHttps = (address) =>
  typeof address === "string" && address.length <= 2048 && /^https:\/\/(?=[^/?#]*\.)(?!.*[\\@"<>])[!-~]+$/.test(address);
