import type { MeView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem, commands, queries, queryClient } from '../api.ts'
import { nl } from '../nl.ts'
import { account } from '../nl-accounts.ts'
import { menuOf } from './menu.ts'
import { Loading, Trouble } from './page.tsx'
import { RoleSwitch } from './role-switch.tsx'
import { SecondFactorStep } from './second-factor.tsx'
import './shell.css'

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
  const { network, next } = me.data
  if (next !== 'done') return <SecondFactorStep me={me.data} />
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
          <Menu path={location.pathname} me={me.data} />
        </div>
      </header>
      <main id="inhoud" tabIndex={-1}>
        <Outlet key={location.pathname} />
      </main>
    </>
  )
}

function Menu({ path, me }: { path: string; me: MeView }) {
  const { name, role } = me
  const [open, setOpen] = useState(false)
  const own = useRef<HTMLDetailsElement>(null)
  const rest = useRef<HTMLDetailsElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the place changes
  useEffect(() => {
    setOpen(false)
    own.current?.removeAttribute('open')
    rest.current?.removeAttribute('open')
  }, [path])
  const isHere = (to: string) =>
    to === '/'
      ? path === '/'
      : path.startsWith(to) || (to === '/vergelijken' && path.startsWith('/verwachting'))
  const { first, more } = menuOf(role)
  const place = ({ to, label }: (typeof first)[number]) => (
    <Link key={to} to={to} {...(isHere(to) ? { 'aria-current': 'page' as const } : {})}>
      {label}
    </Link>
  )
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
        {first.map(place)}
        {more.length > 0 && (
          <details className="me more" ref={rest}>
            <summary className={more.some(({ to }) => isHere(to)) ? 'here' : ''}>{nl.more}</summary>
            <div>{more.map(place)}</div>
          </details>
        )}
        <details className="me" ref={own}>
          <summary title={name}>
            <span className="who">{name}</span>
            <span className="who-short">{account.own.menu}</span>
          </summary>
          <div>
            <Link to="/account">{account.own.title}</Link>
            <RoleSwitch me={me} />
            <button type="button" className="quiet" onClick={() => void signOut()}>
              {nl.signOut}
            </button>
          </div>
        </details>
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
