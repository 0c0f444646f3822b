// Makes the icons of the installed app from public/favicon.svg: `node xtask/icons.mjs`. They are
// checked in, so that a build needs no browser.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const svg = readFileSync('public/favicon.svg', 'utf8');
// Without the rounded ground: the system cuts the shape, and the mark keeps off the edge.
const mark = svg.replace(/<rect[^>]*\/>/, '');

const ICONS = [
  { name: 'icon-192.png', size: 192, picture: svg, scale: 1, ground: 'transparent' },
  { name: 'icon-512.png', size: 512, picture: svg, scale: 1, ground: 'transparent' },
  { name: 'icon-maskable.png', size: 512, picture: mark, scale: 0.62, ground: '#fff' },
  { name: 'icon-touch.png', size: 180, picture: mark, scale: 0.78, ground: '#fff' },
];

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
for (const { name, size, picture, scale, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const sized = picture.replace('<svg ', `<svg width="${size * scale}" height="${size * scale}" `);
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground}">${sized}</body>`,
  );
  await page.screenshot({ path: `public/${name}`, omitBackground: ground === 'transparent' });
  await page.close();
}
await browser.close();
