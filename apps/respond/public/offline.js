// Goes back to the form as soon as the server answers; the address of the page did not change.
const between = 5000
const status = document.querySelector('[role=status]')

const answers = () =>
  fetch('/healthz', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  )
const goOn = async (say) => {
  if (await answers()) location.reload()
  else if (say) status.textContent = status.dataset.still
}
document.querySelector('button').addEventListener('click', () => void goOn(true))
window.addEventListener('online', () => void goOn(false))
setInterval(() => void goOn(false), between)
