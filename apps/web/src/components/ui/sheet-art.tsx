/** One sheet of paper with a claim underlined: what an empty list and a dropped file show. */
export function SheetArt({ isStack = false }: { readonly isStack?: boolean }) {
  return (
    <span className="drop__stack" aria-hidden="true">
      <svg viewBox="0 0 120 96" fill="none" aria-hidden="true">
        <g stroke="currentColor" strokeWidth="1.5">
          {isStack && (
            <>
              <path
                className="drop__sheet"
                d="M30 18h44l14 14v56H30z"
                transform="rotate(-9 60 52)"
              />
              <path
                className="drop__sheet"
                d="M30 14h44l14 14v56H30z"
                transform="rotate(5 60 52)"
              />
            </>
          )}
          <path className="drop__sheet" d="M32 10h44l14 14v58H32z" />
          <path d="M76 10v14h14" />
        </g>
        <path d="M42 36h30M42 46h38M42 56h34" stroke="currentColor" strokeWidth="2" />
        <path d="M42 68h26" stroke="var(--color-claim)" strokeWidth="2.5" strokeDasharray="5 3" />
      </svg>
    </span>
  )
}
