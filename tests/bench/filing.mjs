// A filing of the first demo identity, as a page begins it.

const API = '/api/v1';
const HEADERS = { 'X-Bangban-Request': '1', 'Content-Type': 'application/json' };

/** Signs a browser in. */
export async function signIn(page, base) {
  await page.goto(`${base}/robots.txt`);
  await page.evaluate(async ([api, headers]) => {
    const [first] = await (await fetch(`${api}/session/identities`)).json();
    const answer = await fetch(`${api}/session`, { method: 'POST', headers, body: JSON.stringify({ identity: first.id }) });
    if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  }, [API, HEADERS]);
}

/** Begins a filing of an item; its id. */
export function begin(page, item) {
  return page.evaluate(async ([api, headers, wanted]) => {
    const answer = await fetch(`${api}/filings`, { method: 'POST', headers, body: JSON.stringify({ item: wanted }) });
    if (!answer.ok) throw new Error(`beginning a filing: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).id;
  }, [API, HEADERS, item]);
}

/** Deletes the drafts again: a person may have only so many. */
export function tidy(page, ids) {
  return page.evaluate(async ([api, headers, all]) => {
    for (const id of all) {
      const kept = await fetch(`${api}/filings/${id}`);
      await fetch(`${api}/filings/${id}`, { method: 'DELETE', headers: { ...headers, 'If-Match': kept.headers.get('ETag') } });
    }
  }, [API, HEADERS, ids]);
}
