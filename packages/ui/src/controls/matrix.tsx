import type { ItemValue, QuestionMatrixModel, QuestionMultipleTextModel } from 'survey-core'
import { idOf } from '../ids.ts'
import type { ControlProps } from './choices.tsx'
import { FieldControl } from './fields.tsx'

/** A matrix is a list of small questions: no table, so that nothing scrolls sideways on a phone. */
export function MatrixControl({ question }: ControlProps) {
  const matrix = question as QuestionMatrixModel
  const value = (matrix.value ?? {}) as Readonly<Record<string, unknown>>
  return (
    <div className="rows">
      {matrix.visibleRows.map((row) => (
        <fieldset className="row" key={row.name}>
          <legend className="row-name">{row.text}</legend>
          <div className="row-options">
            {matrix.visibleColumns.map((column: ItemValue) => (
              <label className="option option-small" key={String(column.value)}>
                <input
                  type="radio"
                  name={`${matrix.name}_${row.name}`}
                  autoComplete="off"
                  value={String(column.value)}
                  checked={value[row.name] === column.value}
                  aria-describedby={matrix.errors.length > 0 ? idOf(matrix, '-error') : undefined}
                  onChange={() => {
                    matrix.value = { ...value, [row.name]: column.value as unknown }
                  }}
                />
                <span className="option-text">{column.text}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}

/** A few short fields under one question. */
export function MultipleTextControl({ question }: ControlProps) {
  return (
    <div className="rows">
      {(question as QuestionMultipleTextModel).items.map((item) => (
        <div className="row" key={item.name}>
          <label className="row-name" htmlFor={idOf(item.editor, '-field')}>
            {item.title}
          </label>
          <div>
            <FieldControl question={item.editor} />
          </div>
        </div>
      ))}
    </div>
  )
}
