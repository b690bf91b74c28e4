import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ApiProblem, commands, queries, queryClient } from '../api.ts'
import { nl } from '../nl.ts'
import { Loading, Trouble } from './page.tsx'

const places = [
  ['/', nl.nav.start],
  ['/vergelijken', nl.nav.compare],
  ['/scholen', nl.nav.schools],
  ['/meetrondes', nl.nav.rounds],
  ['/vragenlijsten', nl.nav.instruments],
  ['/bevindingen', nl.nav.findings],
] as const

/** The frame around every screen of a signed-in person: skip link, demo mark, menu, who is signed in. */
export function Shell() {
  const me = useQuery(queries.me())
  const location = useLocation()
  if (me.error instanceof ApiProblem && me.error.status === 401) return <ToSignIn />
  if (me.data === undefined)
    return (
      <main className="alone">
        {me.error === null ? <Loading /> : <Trouble error={me.error} retry={() => void me.refetch()} />}
      </main>
    )
  const { name, network } = me.data
  return (
    <>
      <a className="skip" href="#inhoud">
        {nl.skip}
      </a>
      <header>
        {network.demo && <p className="demo">{nl.demo}</p>}
        <div className="top">
          <Link to="/" className="brand">
            <b>{nl.product}</b>
            <span title={network.name}>{network.name}</span>
          </Link>
          <Menu path={location.pathname} name={name} />
        </div>
      </header>
      <main id="inhoud" tabIndex={-1}>
        <Outlet key={location.pathname} />
      </main>
    </>
  )
}

function Menu({ path, name }: { path: string; name: string }) {
  const [open, setOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the place changes
  useEffect(() => setOpen(false), [path])
  const isHere = (to: string) =>
    to === '/'
      ? path === '/'
      : path.startsWith(to) || (to === '/vergelijken' && path.startsWith('/verwachting'))
  return (
    <>
      <button
        type="button"
        className="menu-button"
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => setOpen(!open)}
      >
        {nl.menu}
      </button>
      <nav id="menu" aria-label={nl.mainMenu} data-open={open}>
        {places.map(([to, label]) => (
          <Link key={to} to={to} {...(isHere(to) ? { 'aria-current': 'page' as const } : {})}>
            {label}
          </Link>
        ))}
        <span className="who" title={name}>
          {name}
        </span>
        <button type="button" className="quiet" onClick={() => void signOut()}>
          {nl.signOut}
        </button>
      </nav>
    </>
  )
}

async function signOut() {
  await commands.signOut().catch(() => undefined)
  queryClient.clear()
  window.location.assign('/inloggen')
}

/** A program without an account starts at the first-run page; otherwise sign in and come back here. */
function ToSignIn() {
  const setup = useQuery(queries.setup())
  const navigate = useNavigate()
  const needed = setup.data?.needed
  const failed = setup.isError
  useEffect(() => {
    const from = window.location.pathname + window.location.search
    if (needed === true) void navigate({ to: '/inrichten', replace: true })
    else if (needed === false || failed)
      void navigate({ to: '/inloggen', search: from === '/' ? {} : { naar: from }, replace: true })
  }, [needed, failed, navigate])
  return (
    <main className="alone">
      <Loading />
    </main>
  )
}
