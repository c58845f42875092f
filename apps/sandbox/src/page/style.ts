/** The style sheet of the page; one column that also fits a phone, and the colours of the reader's system. */
export const style = `
:root{color-scheme:light dark;--line:light-dark(#dde1e6,#3a4048);--soft:light-dark(#f4f6f8,#22262b);--ground:light-dark(#fff,#16191d);--ink:light-dark(#1b2733,#e8ebee);--dim:light-dark(#55606c,#a3adb8);--link:light-dark(#0b5cad,#7db8f5);--on-link:light-dark(#fff,#10202f);--bad:light-dark(#b3261e,#ff9d94);--good:light-dark(#176b3a,#7fd6a2)}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);margin:0 auto;max-width:1240px;padding:16px 24px 56px}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-9999px}
.skip:focus{left:12px;top:8px;background:var(--ground);padding:6px 12px;z-index:1}
.top{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:baseline;border-bottom:1px solid var(--line);margin-bottom:20px}
h1{font-size:19px;margin:0}
h2{font-size:18px;margin:24px 0 8px}
h2:first-child{margin-top:0}
.state{margin:0 0 0 auto;font-size:13px;color:var(--dim)}
.tabs{display:flex;flex-basis:100%;gap:4px;overflow-x:auto;margin-bottom:-1px}
.tabs a{padding:8px 12px;text-decoration:none;white-space:nowrap;border-bottom:3px solid transparent}
.tabs a:focus-visible{outline-offset:-3px}
.tabs a[aria-current]{border-color:var(--link);font-weight:600}
.count{background:var(--bad);color:var(--ground);border-radius:99px;padding:0 7px;font-size:12px}
.lead{color:var(--dim);margin:0 0 16px;max-width:75ch}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;padding:7px 10px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
thead th{background:var(--soft);white-space:nowrap}
.fields{margin-top:28px}
.fields th{width:26%;font-weight:500}
.name,code,pre{font:13px/1.5 ui-monospace,monospace}
article,.card{border:1px solid var(--line);border-radius:8px;padding:14px 16px;margin-bottom:14px}
article header{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:baseline;overflow-wrap:anywhere}
article header>*{min-width:0}
.meta,.lead,.alert{overflow-wrap:anywhere}
.chip{background:var(--soft);border:1px solid var(--line);border-radius:99px;padding:0 10px;font-size:12px;white-space:nowrap}
.meta{font-size:13px;color:var(--dim);margin:4px 0 8px}
iframe{width:100%;height:240px;border:1px solid var(--line);border-radius:6px;resize:vertical}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--soft);padding:10px;border-radius:6px;margin:6px 0}
details{margin-top:6px}
summary{cursor:pointer;font-size:13px;color:var(--link);width:fit-content}
label{display:block;font-size:13px;color:var(--dim)}
input,select,textarea,button{font:inherit;color:inherit}
input,select,textarea{display:block;width:100%;margin-top:2px;padding:6px 9px;background:var(--ground);border:1px solid light-dark(#8a949e,#6b7580);border-radius:6px;color:var(--ink);font-size:14px}
button{padding:6px 14px;border:1px solid var(--link);border-radius:6px;background:transparent;color:var(--link);cursor:pointer;white-space:nowrap}
button.main{background:var(--link);color:var(--on-link)}
button.danger{border-color:var(--bad);color:var(--bad)}
.find{display:flex;flex-wrap:wrap;gap:8px;align-items:end;margin-bottom:14px}
.find label{flex:0 1 320px}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));gap:10px 14px;margin-bottom:14px}
.grid .wide{grid-column:span 2}
.acts{margin-top:12px;display:flex;flex-wrap:wrap;gap:8px;align-items:center}
.acts.bare{margin:0}
.item{display:flex;gap:8px;align-items:center;justify-content:space-between;margin-top:6px}
.item button{padding:2px 10px;font-size:13px}
.item input{margin:0}
.acts.bar{position:sticky;bottom:0;background:var(--ground);border-top:1px solid var(--line);padding:10px 0}
.switch{display:grid;grid-template-columns:minmax(0,1fr) 220px;gap:2px 24px;padding:10px 0;border-bottom:1px solid var(--line)}
.switch p{margin:0}
.switch select,.switch input{align-self:start}
.switch.changed{border-left:3px solid var(--link);padding-left:12px}
.paging{display:flex;justify-content:space-between;gap:12px;margin-top:14px;font-size:14px}
.empty{color:var(--dim);padding:24px 0}
.alert{border:1px solid var(--bad);border-radius:8px;padding:10px 14px;margin:0 0 14px}
.bad{color:var(--bad);font-weight:600}
.good{color:var(--good)}
.nowrap{white-space:nowrap}
@media(max-width:700px){
body{padding:12px 14px 40px}
.state{margin:0;flex-basis:100%}
.switch{grid-template-columns:1fr}
.tabs{flex-wrap:wrap;gap:0}
.tabs a{padding:6px 9px}
.find label{flex-basis:100%}
.rows thead{position:absolute;left:-9999px}
.rows,.rows tbody,.rows tr,.rows td{display:block;width:100%}
.rows tr{border:1px solid var(--line);border-radius:8px;margin-bottom:10px;padding:6px 12px}
.rows td{display:grid;grid-template-columns:104px minmax(0,1fr);border:0;padding:3px 0}
.rows td::before{content:attr(data-label);color:var(--dim);font-size:13px}
.rows td:empty{display:none}
.fields th,.fields td{display:block;width:100%;border:0;padding:2px 0}
.fields tr{display:block;border-bottom:1px solid var(--line);padding:6px 0}
.grid .wide{grid-column:auto}
}
`;
