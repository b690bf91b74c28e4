// The page that anyone would build first: the same definition, SurveyJS as its manual shows it.
import { createRoot } from 'react-dom/client'
import { Model } from 'survey-core'
import 'survey-core/i18n/dutch'
import 'survey-core/survey-core.min.css'
import { Survey } from 'survey-react-ui'
import definition from '../../../surveys/instruments/MBO-STU/1.0.json'

const model = new Model(definition)
model.locale = 'nl'
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Survey model={model} />)
