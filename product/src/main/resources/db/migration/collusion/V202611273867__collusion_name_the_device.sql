-- What was called a browser is the one thing by which a device is known here; nothing else of devices and nothing of networks was ever found.
update collusion_suspicion
set evidence = replace(evidence::text, '"same-browser"', '"same-device"')::jsonb
where evidence @> '[{"kind": "same-browser"}]';
