const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Brings to its end what is worse to stop than to finish: the first signal is only answered, the second stops it. */
export async function uninterrupted<T>(answer: string, work: () => Promise<T>): Promise<T> {
  const hear = () => {
    process.stderr.write(`${answer}\n`);
    deafen();
  };
  const deafen = () => {
    for (const signal of SIGNALS) process.off(signal, hear);
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  try {
    return await work();
  } finally {
    deafen();
  }
}
