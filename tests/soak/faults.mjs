// What goes wrong, and how it is over again.
import { PRINCIPAL } from './people.mjs';
import { traces } from './wear.mjs';

/** Things that can be killed only one after the other. */
const turns = new Map();

function inTurn(thing, work) {
  const turn = (turns.get(thing) ?? Promise.resolve()).then(work);
  turns.set(thing, turn.catch(() => undefined));
  return turn;
}

const sleep = (time) => new Promise((wake) => setTimeout(wake, time));

/** Lets one fault of the plan happen. What stays wrong for a while is over when this ends. */
export async function strike(fault, devices, server, trace) {
  const device = devices[fault.device];
  await sleep(fault.at);
  const who = `device ${device.letter}`;
  trace.add(who, fault.kind, { lasts: fault.lasts });
  switch (fault.kind) {
    case 'offline':
      device.proxy.mode = 'closed';
      await device.context.setOffline(true).catch(() => undefined);
      await sleep(fault.lasts);
      await device.context.setOffline(false).catch(() => undefined);
      device.proxy.mode = 'open';
      break;
    case 'silent':
      device.proxy.mode = 'silent';
      await sleep(fault.lasts);
      device.proxy.mode = 'open';
      break;
    case 'kill-tab':
      await inTurn(device, () => device.killTabs());
      break;
    case 'kill-browser':
      await inTurn(device, () => device.killBrowser());
      break;
    case 'kill-server':
      await inTurn(server, async () => {
        await server.kill();
        await sleep(Math.min(fault.lasts, 1500));
        await server.start();
      });
      break;
    case 'cut':
      device.proxy.cutNext(fault.up, fault.part);
      await sleep(fault.lasts);
      device.proxy.spare();
      break;
    case 'quota':
      await inTurn(device, async () => {
        await device.fill(true);
        await sleep(fault.lasts);
        await device.fill(false);
      });
      break;
    case 'anew': {
      const document = await server.current(PRINCIPAL, device.filing, 'answers');
      for (const body of traces(PRINCIPAL)) await server.store(PRINCIPAL, device.filing, document, body);
      break;
    }
    default:
      throw new Error(`there is no fault ${fault.kind}`);
  }
  trace.add(who, `${fault.kind} is over`);
}
