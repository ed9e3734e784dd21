// A field to write a series into, for who knows what it wants: also one that nobody has traded yet.

import { useState } from 'preact/hooks';
import { seriesNamed } from '../../calc/naming.ts';
import { writeSeries } from '../../calc/period.ts';
import { catalogue } from '../../chain/catalogue.ts';
import { go, hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';

export function GoTo() {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const { products, zones } = catalogue.peek();
    const found = seriesNamed(text, products, zones);
    if (typeof found === 'string') setProblem(t(`market.bad.${found}`));
    else go(hrefOf('series', writeSeries(found)));
  };
  return (
    <form
      class="goto"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label class="hidden" for="goto">
        {t('market.goto')}
      </label>
      <input
        id="goto"
        value={text}
        placeholder={t('market.gotoHint')}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={problem === null ? undefined : 'true'}
        aria-describedby="goto-problem"
        onInput={(event) => {
          setText(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <button type="submit">{t('market.open')}</button>
      <span id="goto-problem" class="down" role="alert">
        {problem}
      </span>
    </form>
  );
}
