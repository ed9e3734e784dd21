// How wide a place is: what is drawn to measure is drawn anew when that changes.

import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** What to refer to the place with, and its width in pixels; 0 until it is known. */
export function useWidth<E extends Element>(): [RefObject<E | null>, number] {
  const place = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const sizes = new ResizeObserver(([{ contentRect }]) => {
      setWidth(Math.floor(contentRect.width));
    });
    sizes.observe(element);
    return () => {
      sizes.disconnect();
    };
  }, []);
  return [place, width];
}
