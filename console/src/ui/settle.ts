// An address that leaves something open is completed, so that what is shown can be linked to.

import { useEffect } from 'preact/hooks';
import { hrefOf } from '../router.ts';

/** Puts the whole path into the address, in place of what is there; null while it is not known. */
export function useSettled(page: string, path: string | null, query: URLSearchParams): void {
  const wanted = path === null ? null : hrefOf(page, path, Object.fromEntries(query));
  useEffect(() => {
    if (wanted !== null && location.hash !== wanted) location.replace(wanted);
  }, [wanted]);
}
