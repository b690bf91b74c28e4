/** Drawn by ourselves, without faces; each stands beside its words and is hidden from screen readers. */
const paths: Readonly<Record<string, string>> = {
  agenda: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4M9 14h2M13 14h2M9 17h2',
  weegschaal: 'M12 4v16M8 20h8M5 7h14M5 7l-3 7a3 3 0 0 0 6 0zM19 7l-3 7a3 3 0 0 0 6 0z',
  gesprek: 'M3 5h11v8H8l-3 3v-3H3zM17 9h4v8h-2v3l-3-3h-5v-1',
  praatwolk: 'M4 4h16v12h-8l-5 4v-4H4zM8 8h8M8 12h5',
  klok: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  hand: 'M8 12V5.5a1.5 1.5 0 0 1 3 0V11M11 10V4.5a1.5 1.5 0 0 1 3 0V11M14 11V6a1.5 1.5 0 0 1 3 0v8c0 4-2 7-5.500 7S6 19 4.500 15.500L3.500 13a1.500 1.500 0 0 1 2.700-1.300L8 14',
  boek: 'M12 6c-2-1.500-5-2-8-2v14c3 0 6 .5 8 2 2-1.500 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14',
  deur: 'M6 21V3h12v18M3 21h18M14.500 12v1',
  kruispunt: 'M12 21v-7M12 14L5 7M12 14l7-7M5 12V7h5M14 7h5v5',
  groep:
    'M8 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM17 6a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM2 20c0-4 2.500-6.500 6-6.500s6 2.500 6 6.500M15.500 14.200c3.500-.7 6.500 1.500 6.500 5.800',
  brug: 'M2 17h20M4 17V7M20 17V7M4 8c4 6.500 12 6.500 16 0M8 12v5M12 13v4M16 12v5',
  doel: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM12 12h.01',
  trap: 'M3 20h5v-4h4v-4h4V8h5M16 4h5v4',
  pen: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  lijst: 'M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1',
}

/** The picture of that name; nothing for a name we have no picture of. */
export function Pictogram({ name }: { name: string | undefined }) {
  const path = name === undefined ? undefined : paths[name]
  if (path === undefined) return null
  return (
    <svg className="pictogram" width="44" height="44" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
