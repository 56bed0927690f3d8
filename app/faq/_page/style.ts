/** The whole look of the public FAQ, inlined: a reader's first page is one request. Colours are those of app/globals.css. */
export const STYLE = `
:root{--canvas:#f5f5f7;--surface:#fff;--hover:#f0f0f3;--line:#e6e6eb;--strong:#cdcdd6;--text:#1a1a21;--muted:#575763;--faint:#6b6b77;--accent:#5450cf;--soft:#efeefd;--warn:#8a5600;--warnsoft:#fdf1d8;--on:#fff;--mark:#fdeaa8;color-scheme:light}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){--canvas:#0e0e12;--surface:#15151a;--hover:#1f1f26;--line:#26262e;--strong:#3b3b47;--text:#ececf1;--muted:#a9a9b6;--faint:#90909d;--accent:#908df5;--soft:#23223a;--warn:#e8b352;--warnsoft:#33280f;--on:#0f0e1f;--mark:#57481f;color-scheme:dark}}
:root[data-theme=dark]{--canvas:#0e0e12;--surface:#15151a;--hover:#1f1f26;--line:#26262e;--strong:#3b3b47;--text:#ececf1;--muted:#a9a9b6;--faint:#90909d;--accent:#908df5;--soft:#23223a;--warn:#e8b352;--warnsoft:#33280f;--on:#0f0e1f;--mark:#57481f;color-scheme:dark}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--canvas);color:var(--text);font:16px/1.6 "Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:3px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
h1,h2,h3{line-height:1.25;letter-spacing:-.012em;text-wrap:balance;font-weight:650}
.skip{position:absolute;left:-999px}.skip:focus{left:.5rem;top:.5rem;background:var(--surface);padding:.5rem .75rem;z-index:1}
.wrap{width:100%;max-width:66rem;margin:0 auto;padding:0 1.25rem}
.top{background:var(--surface);border-bottom:1px solid var(--line)}
.top .wrap{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;min-height:3.5rem;padding-block:.5rem}
.brand{display:flex;align-items:center;gap:.6rem;font-weight:650;color:var(--text);text-decoration:none}
.brand i{display:grid;place-items:center;width:1.6rem;height:1.6rem;border-radius:.4rem;background:var(--accent);color:var(--on);font:700 .85rem/1 system-ui}
.top nav{margin-left:auto;display:flex;align-items:center;gap:.25rem}
.top nav a,.top nav span{display:inline-flex;align-items:center;min-height:2.25rem;padding:0 .6rem;border-radius:.4rem;font-size:.9rem;text-decoration:none;color:var(--muted)}
.top nav a:hover{background:var(--hover);color:var(--text)}
.top nav .here{color:var(--text);font-weight:600}
.top nav .in{color:var(--accent);font-weight:550;border:1px solid var(--strong);margin-left:.4rem}
form.ask{display:flex;gap:.5rem;max-width:38rem;width:100%}
form.ask input{flex:1;min-width:0;font:inherit;color:inherit;background:var(--surface);border:1px solid #85858f;border-radius:.55rem;padding:.6rem .85rem}
form.ask button,.button{font:inherit;font-weight:550;border:0;border-radius:.55rem;background:var(--accent);color:var(--on);padding:.6rem 1.1rem;cursor:pointer;text-decoration:none;display:inline-block}
.hero{padding:2.75rem 0 2rem}.hero h1{font-size:clamp(1.6rem,4.5vw,2.1rem);margin:0 0 1rem}
.small form.ask input,.small form.ask button{padding:.45rem .8rem;font-size:.95rem}
main{flex:1;padding-bottom:3.5rem}
.crumbs{font-size:.875rem;color:var(--muted);padding:1.5rem 0 .25rem}
.crumbs ol{display:flex;flex-wrap:wrap;gap:.25rem .5rem;list-style:none;margin:0;padding:0}
.crumbs li+li::before{content:"›";margin-right:.5rem;color:var(--faint)}
.crumbs a{color:var(--muted)}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:1rem}
.card{background:var(--surface);border:1px solid var(--line);border-radius:.75rem;padding:1.1rem 1.25rem 1.2rem}
.card h2{font-size:1.05rem;margin:0 0 .5rem}.card h2 a{color:inherit;text-decoration:none}.card h2 a:hover{text-decoration:underline}
.card h3{font-size:.9rem;color:var(--muted);margin:1rem 0 .25rem}
.card ul{list-style:none;margin:0;padding:0}.card li{padding:.22rem 0}
.card li a{text-decoration:none}.card li a:hover{text-decoration:underline}
.card .all{display:inline-block;margin-top:.5rem;font-size:.9rem}
.tag{display:inline-block;margin-left:.4rem;padding:0 .45rem;border-radius:.3rem;font-size:.75rem;line-height:1.35rem;background:var(--hover);color:var(--muted);white-space:nowrap;vertical-align:1px}
.tag.inside{background:var(--warnsoft);color:var(--warn)}
.hits{list-style:none;margin:1.25rem 0 0;padding:0;display:grid;gap:.75rem;max-width:46rem}
.hits li{background:var(--surface);border:1px solid var(--line);border-radius:.75rem;padding:.9rem 1.15rem}
.hits h2{font-size:1.05rem;margin:0}.hits p{margin:.25rem 0 0;color:var(--muted);font-size:.94rem}
mark{background:var(--mark);color:inherit;border-radius:.2rem;padding:0 .1em}
.note{background:var(--warnsoft);color:var(--warn);border-radius:.6rem;padding:.6rem .9rem;font-size:.94rem;max-width:46rem}
.nothing{background:var(--surface);border:1px solid var(--line);border-radius:.75rem;padding:1.5rem;max-width:46rem;margin-top:1.25rem}
article{min-width:0;max-width:46rem}
article>h1{font-size:clamp(1.5rem,5vw,2rem);margin:.25rem 0 .35rem}
.when{color:var(--faint);font-size:.875rem;margin:0 0 1.5rem}
.text h2{font-size:1.25rem;margin:2rem 0 .6rem}.text h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
.text p,.text ul,.text ol,.text pre,.text blockquote,.text table{margin:0 0 1rem}
.text ul,.text ol{padding-left:1.4rem}.text li{margin:.25rem 0}.text li>p{margin:0}
.text code,.text pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.9em}
.text code{background:var(--hover);border-radius:.25rem;padding:.1em .35em}
.text pre{background:var(--surface);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;overflow-x:auto}.text pre code{background:none;padding:0}
.text blockquote{margin-inline:0;padding:.7rem 1rem;border-left:3px solid var(--accent);background:var(--soft);border-radius:0 .5rem .5rem 0}
.text blockquote p:last-child{margin:0}
.text table{display:block;overflow-x:auto;border-collapse:collapse;max-width:100%}
.text th,.text td{border:1px solid var(--line);padding:.45rem .75rem;text-align:left;vertical-align:top}.text th{background:var(--hover)}
.text td p,.text th p{margin:0}
.toc{font-size:.9rem;background:var(--surface);border:1px solid var(--line);border-radius:.75rem;padding:.75rem 1rem;margin:0 0 1.5rem;max-width:46rem}
.toc summary{font-weight:600;cursor:pointer}.toc ul{list-style:none;margin:.4rem 0 0;padding:0}.toc li{padding:.15rem 0}.toc .l3{padding-left:1rem}
.toc a{color:var(--muted);text-decoration:none}.toc a:hover{color:var(--text);text-decoration:underline}
.more{margin-top:2.5rem;padding-top:1.25rem;border-top:1px solid var(--line);max-width:46rem}.more h2{font-size:1rem;margin:0 0 .4rem}.more ul{margin:0;padding-left:1.2rem}
footer{border-top:1px solid var(--line);font-size:.85rem;color:var(--faint)}
footer .wrap{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding-block:1rem}footer a{color:var(--faint)}
@media(max-width:40rem){.top .small{order:3;width:100%}}
@media(min-width:60rem){article.long{display:grid;grid-template-columns:minmax(0,46rem) 14rem;column-gap:3rem;max-width:none}article.long>*{grid-column:1}article.long>.toc{grid-column:2;grid-row:1/span 4;align-self:start;position:sticky;top:1rem;background:none;border:0;padding:.5rem 0}}
@media print{.top,.toc,.more,.crumbs,footer,.skip{display:none}body{background:#fff;color:#000;font-size:11pt}.text a{color:#000}.text a[href^=http]::after{content:" (" attr(href) ")";font-size:.85em}.text pre,.text table,.text blockquote{break-inside:avoid}h2,h3{break-after:avoid}}
`;
