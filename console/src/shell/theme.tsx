import { theme, THEMES } from '../settings.ts';
import { t } from '../text/index.ts';

const SIGNS = { auto: '◐', dark: '●', light: '○' };

/** Goes round: as the system, dark, light. */
export function ThemeButton() {
  const label = t(`theme.${theme.value}`);
  return (
    <button
      type="button"
      class="quiet"
      aria-label={label}
      title={label}
      onClick={() => {
        theme.value = THEMES[(THEMES.indexOf(theme.peek()) + 1) % THEMES.length];
      }}
    >
      <span aria-hidden="true">{SIGNS[theme.value]}</span>
    </button>
  );
}
