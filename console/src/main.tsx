import { render } from 'preact';
import './style/base.css';
import './style/parts.css';
import './style/shell.css';
import { App } from './app.tsx';
import { start as startCatalogue } from './chain/catalogue.ts';
import { start as startConnection } from './chain/connection.ts';
import { start as startHistory } from './history/client.ts';
import { start as startAccounts } from './sign/accounts.ts';

render(<App />, document.getElementById('app')!);

startHistory();
startConnection();
startCatalogue();
startAccounts();
