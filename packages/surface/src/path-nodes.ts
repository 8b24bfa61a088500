import type { MarkPath } from './mark-paths.ts'

const svgNamespace = 'http://www.w3.org/2000/svg'

/** An empty picture that takes no room. */
export function createPicture(className: string): SVGSVGElement {
  const picture = document.createElementNS(svgNamespace, 'svg')
  picture.setAttribute('class', className)
  picture.setAttribute('width', '1')
  picture.setAttribute('height', '1')
  return picture
}

/** Keeps the paths of a picture in step with a list: elements are used again, in order. */
export function createPathNodes(parent: SVGElement) {
  let drawn: readonly { readonly element: SVGPathElement; path: MarkPath }[] = []
  return (paths: readonly MarkPath[]): void => {
    for (const { element } of drawn.slice(paths.length)) element.remove()
    drawn = paths.map((path, index) => {
      const known = drawn[index]
      const element = known?.element ?? parent.appendChild(newPath())
      if (known?.path.className !== path.className) element.setAttribute('class', path.className)
      if (known?.path.d !== path.d) element.setAttribute('d', path.d)
      return { element, path }
    })
  }
}

function newPath(): SVGPathElement {
  return document.createElementNS(svgNamespace, 'path')
}
