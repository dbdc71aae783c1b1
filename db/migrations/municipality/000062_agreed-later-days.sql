-- A period may count from a later payment day that was agreed (forældelsesloven §§ 2-3).
alter table limitation drop constraint limitation_because_check,
  add constraint limitation_because_check check (because in ('ordinary', 'special-basis', 'acknowledged', 'agreed-day', 'judgment',
    'settlement', 'court', 'insolvency-filing', 'distraint', 'set-off', 'recovery-received', 'recovery-step', 'returned', 'source'));
