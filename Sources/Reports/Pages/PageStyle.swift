/// The style sheet of pages, for light and dark screens and for paper.
enum PageStyle {
  static let text = """
    :root{color-scheme:light dark;--ground:#fff;--text:#1f2328;--quiet:#5b6570;--line:#d5dae0;\
    --soft:#f5f7f9;--accent:#0b63b0;--note:#0b63b0;--warning:#9a6700;--passed:#00734f;\
    --failed:#c2410c}
    @media screen and (prefers-color-scheme:dark){:root{--ground:#161b22;--text:#dde3ea;\
    --quiet:#98a2ad;--line:#343c46;--soft:#1f2630;--accent:#5db8ff;--note:#5db8ff;\
    --warning:#e0b341;--passed:#35c99a;--failed:#ff8a5c}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--text);font:16px/1.55 system-ui,\
    -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    main{max-width:960px;margin:0 auto;padding:40px 24px 64px}
    h1{font-size:30px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em;overflow-wrap:anywhere}
    h2{font-size:21px;line-height:1.3;margin:48px 0 12px;overflow-wrap:anywhere}
    header{border-bottom:1px solid var(--line);padding-bottom:18px;margin-bottom:20px}
    .subtitle{color:var(--quiet);margin:0;font-size:17px}
    p,li,dd{overflow-wrap:anywhere}
    p,ul{margin:0 0 14px;max-width:76ch}
    a{color:var(--accent)}
    nav ol{margin:18px 0 0;padding-left:22px;columns:2;column-gap:32px;font-size:15px}
    nav li{break-inside:avoid}
    .table{overflow-x:auto;margin:20px 0 24px}
    table{border-collapse:collapse;font-size:14.5px;font-variant-numeric:tabular-nums;\
    border-bottom:1px solid var(--line)}
    caption{text-align:left;font-weight:600;font-size:15.5px;padding:0 0 8px}
    th,td{padding:5px 14px 5px 10px;text-align:left;vertical-align:baseline}
    thead th{border-bottom:1.5px solid var(--quiet);vertical-align:bottom}
    tbody th{font-weight:400}
    tbody tr:hover>*{background:var(--soft)}
    .group th{font-weight:600;padding-top:14px;border-bottom:1px solid var(--line)}
    .rule>*{border-top:1px solid var(--quiet)}
    th.right,td.right{text-align:right;white-space:nowrap}
    .decimal span{display:inline-block;text-align:left}
    .footnote{font-size:13.5px;color:var(--quiet);margin:8px 0 0}
    figure{margin:20px 0 24px}
    figure svg{display:block;max-width:100%;height:auto}
    .skua-figure{border:1px solid var(--line);border-radius:8px}
    figcaption{font-size:14px;color:var(--quiet);margin-top:8px;max-width:84ch}
    dl{display:grid;grid-template-columns:minmax(120px,max-content) 1fr;gap:6px 24px;margin:0 0 18px}
    dt{color:var(--quiet);overflow-wrap:anywhere}
    dd{margin:0;min-width:0}
    .notice{border-left:4px solid var(--mark);background:var(--soft);padding:10px 14px;\
    border-radius:0 6px 6px 0}
    .notice strong{color:var(--mark);margin-right:4px}
    .note{--mark:var(--note)}.warning{--mark:var(--warning)}
    .passed{--mark:var(--passed)}.failed{--mark:var(--failed)}
    pre{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:12px 14px;\
    overflow-x:auto;font:13.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;\
    margin:0 0 18px}
    code{font:inherit}
    footer{margin-top:56px;border-top:1px solid var(--line);padding-top:14px;color:var(--quiet);\
    font-size:14px}
    @media (max-width:600px){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:10px}\
    nav ol{columns:1}main{padding-top:24px}}
    @media print{main{max-width:none;padding:0}body{font-size:11pt}pre{white-space:pre-wrap}\
    figure,tr,.notice{break-inside:avoid}h2{break-after:avoid}.table{overflow:visible}\
    .skua-figure{border:0}}
    """
}
