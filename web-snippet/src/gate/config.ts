/** What the server puts in place of `__FOOTFALL_GATE__`, in one language. */
export interface GateConfig {
  /** Tag of the language. */
  language: string;
  texts: { 'embed.text': string; 'embed.once': string; 'embed.always': string };
  /** The services that a page can gate. */
  services: Record<string, { name: string; provider?: string }>;
}

declare const __FOOTFALL_GATE__: GateConfig;

export const config: GateConfig = __FOOTFALL_GATE__;
