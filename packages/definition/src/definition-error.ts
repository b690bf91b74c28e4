/** A definition that cannot be used. `message` is a Dutch sentence that names the file and the question. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError'
}
