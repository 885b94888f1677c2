// In: attempts to give instructions to a language model.

const suspicious =
  /\b(ignore|disregard|forget)\b.{0,40}\b(instructions?|prompts?|rules)\b|\bsystem prompt\b|<\/?(system|message)>/isu;

/** A model is not shown what does. */
export function looksLikeInjection(text: string): boolean {
  return suspicious.test(text);
}
