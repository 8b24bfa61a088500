/** Two articles and the claim they share. */
export function SampleArt() {
  return (
    <span className="way__art" aria-hidden="true">
      <svg viewBox="0 0 520 190" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <g className="pg">
          <rect x="40" y="24" width="200" height="200" rx="6" />
          <rect x="280" y="24" width="200" height="200" rx="6" />
        </g>
        <g className="ln">
          <path d="M60 52h120M60 66h84" />
          <path d="M300 52h136M300 66h60" />
        </g>
        <g className="tx">
          <path d="M60 92h160M60 108h148M60 124h160M60 140h92M60 164h156M60 180h110" />
          <path d="M300 92h150M300 108h160M300 124h124M300 148h160M300 164h140M300 180h84" />
        </g>
        <path className="cl" d="M60 113h148M60 129h160" />
        <path className="cl" d="M300 113h160" />
        <path className="st" d="M60 185h110" />
        <path className="en" d="M300 153h62M60 97h50" />
        <path className="join" d="M220 121C250 121 262 111 296 111" />
      </svg>
    </span>
  )
}
