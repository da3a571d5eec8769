-- The schema of the first release. Frozen: what comes later is a further step in migrations.py.
-- Statements are parted by blank lines.

CREATE TABLE action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  act TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('change', 'read', 'print', 'export')),
  title TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL,
  at TEXT NOT NULL DEFAULT '',
  machine TEXT NOT NULL DEFAULT '',
  version TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  previous TEXT NOT NULL DEFAULT '',
  head TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE image (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL REFERENCES action(id),
  table_name TEXT NOT NULL DEFAULT '',
  row_id INTEGER NOT NULL DEFAULT 0,
  before TEXT,
  after TEXT,
  seal BLOB
) STRICT;

CREATE INDEX image_by_action_id ON image (action_id);

CREATE INDEX image_by_table_name_row_id ON image (table_name, row_id);

CREATE TABLE undoing (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  undo_id INTEGER NOT NULL REFERENCES action(id),
  undone_id INTEGER NOT NULL REFERENCES action(id)
) STRICT;

CREATE INDEX undoing_by_undo_id ON undoing (undo_id);

CREATE INDEX undoing_by_undone_id ON undoing (undone_id);

CREATE TABLE kept_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL REFERENCES action(id),
  name TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL DEFAULT '',
  seal BLOB
) STRICT;

CREATE INDEX kept_file_by_action_id ON kept_file (action_id);

CREATE TABLE blob (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL UNIQUE,
  bytes BLOB
) STRICT;

CREATE TABLE open_action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL
) STRICT;

CREATE TABLE desk_fact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  roles TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE unit_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES unit(id),
  code TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '',
  short_name TEXT NOT NULL DEFAULT '',
  parent_id INTEGER REFERENCES unit(id),
  tier TEXT NOT NULL CHECK (tier IN ('部局', '所属')),
  kind TEXT NOT NULL CHECK (kind IN ('本庁', '振興局', '出先機関')),
  digital INTEGER NOT NULL DEFAULT 0 CHECK (digital IN (0, 1)),
  display_order INTEGER NOT NULL DEFAULT 0,
  since TEXT CHECK (since IS NULL OR since = date(since)),
  until TEXT CHECK (until IS NULL OR until = date(until))
) STRICT;

CREATE INDEX unit_version_by_unit_id ON unit_version (unit_id);

CREATE INDEX unit_version_by_code ON unit_version (code);

CREATE TABLE employee (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE CHECK (number <> ''),
  kana TEXT NOT NULL DEFAULT '',
  kana_order TEXT NOT NULL DEFAULT '',
  born_on TEXT CHECK (born_on IS NULL OR born_on = date(born_on)),
  officer_id INTEGER REFERENCES account(id),
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX employee_by_kana_order ON employee (kana_order);

CREATE TABLE service (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  appointment TEXT NOT NULL CHECK (appointment IN ('常勤', '再任用', '任期付', '会計年度任用', '臨時的任用')),
  appointer TEXT NOT NULL DEFAULT '',
  since TEXT CHECK (since IS NULL OR since = date(since)),
  until TEXT CHECK (until IS NULL OR until = date(until))
) STRICT;

CREATE INDEX service_by_employee_id ON service (employee_id);

CREATE TABLE name_in_use (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  kind TEXT NOT NULL CHECK (kind IN ('戸籍', '旧姓', '通称')),
  text TEXT NOT NULL CHECK (text <> ''),
  family TEXT NOT NULL DEFAULT '',
  given TEXT NOT NULL DEFAULT '',
  plain TEXT NOT NULL DEFAULT '',
  since TEXT CHECK (since IS NULL OR since = date(since)),
  until TEXT CHECK (until IS NULL OR until = date(until))
) STRICT;

CREATE INDEX name_in_use_by_employee_id ON name_in_use (employee_id);

CREATE TABLE posting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  unit_id INTEGER NOT NULL REFERENCES unit(id),
  title TEXT NOT NULL DEFAULT '',
  grade TEXT NOT NULL DEFAULT '',
  job TEXT NOT NULL DEFAULT '',
  main INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1)),
  since TEXT CHECK (since IS NULL OR since = date(since)),
  until TEXT CHECK (until IS NULL OR until = date(until))
) STRICT;

CREATE INDEX posting_by_employee_id ON posting (employee_id);

CREATE INDEX posting_by_unit_id ON posting (unit_id);

CREATE TABLE leave (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  kind TEXT NOT NULL CHECK (kind IN ('休職', '育児休業', '派遣', '停職')),
  since TEXT CHECK (since IS NULL OR since = date(since)),
  until TEXT CHECK (until IS NULL OR until = date(until))
) STRICT;

CREATE INDEX leave_by_employee_id ON leave (employee_id);

CREATE TABLE edition (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL DEFAULT '',
  label TEXT NOT NULL DEFAULT '',
  from_fiscal_year INTEGER NOT NULL DEFAULT 0,
  to_fiscal_year INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  counts_self_reported INTEGER NOT NULL DEFAULT 0 CHECK (counts_self_reported IN (0, 1)),
  sealed_on TEXT CHECK (sealed_on IS NULL OR sealed_on = date(sealed_on))
) STRICT;

CREATE TABLE category (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL REFERENCES edition(id),
  code TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '',
  from_level INTEGER,
  to_level INTEGER,
  duty TEXT NOT NULL DEFAULT '',
  mindset TEXT NOT NULL DEFAULT '',
  skill_set TEXT NOT NULL DEFAULT '',
  display_order INTEGER NOT NULL DEFAULT 0,
  UNIQUE (edition_id, code)
) STRICT;

CREATE TABLE training (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  form TEXT NOT NULL DEFAULT '',
  hours REAL
) STRICT;

CREATE TABLE edition_training (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL REFERENCES edition(id),
  training_id INTEGER NOT NULL REFERENCES training(id),
  mandatory INTEGER NOT NULL DEFAULT 0 CHECK (mandatory IN (0, 1)),
  display_order INTEGER NOT NULL DEFAULT 0,
  UNIQUE (edition_id, training_id)
) STRICT;

CREATE TABLE qualification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  first_exam_on TEXT CHECK (first_exam_on IS NULL OR first_exam_on = date(first_exam_on)),
  last_exam_on TEXT CHECK (last_exam_on IS NULL OR last_exam_on = date(last_exam_on)),
  successor_id INTEGER REFERENCES qualification(id),
  valid_years INTEGER
) STRICT;

CREATE TABLE edition_qualification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL REFERENCES edition(id),
  qualification_id INTEGER NOT NULL REFERENCES qualification(id),
  display_order INTEGER NOT NULL DEFAULT 0,
  UNIQUE (edition_id, qualification_id)
) STRICT;

CREATE TABLE experience_kind (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE edition_experience_kind (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL REFERENCES edition(id),
  experience_kind_id INTEGER NOT NULL REFERENCES experience_kind(id),
  display_order INTEGER NOT NULL DEFAULT 0,
  UNIQUE (edition_id, experience_kind_id)
) STRICT;

CREATE TABLE item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL REFERENCES edition(id),
  category_id INTEGER NOT NULL REFERENCES category(id),
  code TEXT NOT NULL DEFAULT '',
  heading TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  points REAL,
  tag TEXT NOT NULL DEFAULT '',
  display_order INTEGER NOT NULL DEFAULT 0,
  UNIQUE (edition_id, code)
) STRICT;

CREATE TABLE way (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES item(id),
  kind TEXT NOT NULL CHECK (kind IN ('training', 'qualification', 'experience', 'rating')),
  training_id INTEGER REFERENCES training(id),
  within_years INTEGER,
  qualification_id INTEGER REFERENCES qualification(id),
  experience_kind_id INTEGER REFERENCES experience_kind(id),
  months INTEGER,
  rating INTEGER,
  display_order INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX way_by_item_id ON way (item_id);

CREATE TABLE rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL REFERENCES edition(id),
  category_id INTEGER NOT NULL REFERENCES category(id),
  at_least INTEGER,
  points REAL,
  holds_category_id INTEGER REFERENCES category(id),
  managers_of_digital_units INTEGER NOT NULL DEFAULT 0 CHECK (managers_of_digital_units IN (0, 1)),
  UNIQUE (category_id)
) STRICT;

CREATE TABLE rule_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule_id INTEGER NOT NULL REFERENCES rule(id),
  item_id INTEGER NOT NULL REFERENCES item(id),
  part TEXT NOT NULL CHECK (part IN ('all', 'of')),
  UNIQUE (rule_id, item_id, part)
) STRICT;

CREATE TABLE kpi_target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL REFERENCES edition(id),
  name TEXT NOT NULL DEFAULT '',
  category_id INTEGER REFERENCES category(id),
  fiscal_year INTEGER,
  target REAL
) STRICT;

CREATE TABLE needed_number (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fiscal_year INTEGER NOT NULL DEFAULT 0,
  unit_id INTEGER NOT NULL REFERENCES unit(id),
  category_code TEXT NOT NULL DEFAULT '',
  number INTEGER NOT NULL DEFAULT 0,
  UNIQUE (fiscal_year, unit_id, category_code)
) STRICT;

CREATE TABLE attendance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  training_id INTEGER NOT NULL REFERENCES training(id),
  day TEXT NOT NULL CHECK (day = date(day)),
  result TEXT NOT NULL CHECK (result IN ('申込', '決定', '受講', '修了', '未修了', '欠席', '辞退')),
  verification TEXT NOT NULL CHECK (verification IN ('原本確認', '写し確認', '実施機関データ', '本人申告')),
  checked_by INTEGER REFERENCES account(id),
  checked_on TEXT CHECK (checked_on IS NULL OR checked_on = date(checked_on)),
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (training_id, employee_id, day)
) STRICT;

CREATE INDEX attendance_by_employee_id ON attendance (employee_id);

CREATE TABLE holding (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  qualification_id INTEGER NOT NULL REFERENCES qualification(id),
  acquired_on TEXT NOT NULL CHECK (acquired_on = date(acquired_on)),
  expires_on TEXT CHECK (expires_on IS NULL OR expires_on = date(expires_on)),
  certificate_number TEXT NOT NULL DEFAULT '',
  verification TEXT NOT NULL CHECK (verification IN ('原本確認', '写し確認', '実施機関データ', '本人申告')),
  checked_by INTEGER REFERENCES account(id),
  checked_on TEXT CHECK (checked_on IS NULL OR checked_on = date(checked_on)),
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (employee_id, qualification_id, acquired_on)
) STRICT;

CREATE TABLE experience (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  experience_kind_id INTEGER NOT NULL REFERENCES experience_kind(id),
  since TEXT NOT NULL CHECK (since = date(since)),
  until TEXT CHECK (until IS NULL OR until = date(until)),
  content TEXT NOT NULL DEFAULT '',
  verification TEXT NOT NULL CHECK (verification IN ('原本確認', '写し確認', '実施機関データ', '本人申告')),
  checked_by INTEGER REFERENCES account(id),
  checked_on TEXT CHECK (checked_on IS NULL OR checked_on = date(checked_on)),
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (employee_id, experience_kind_id, since)
) STRICT;

CREATE TABLE rating (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  fiscal_year INTEGER NOT NULL DEFAULT 0,
  item_code TEXT NOT NULL DEFAULT '',
  own INTEGER CHECK (own BETWEEN 1 AND 5),
  head INTEGER CHECK (head BETWEEN 1 AND 5),
  source TEXT NOT NULL DEFAULT '',
  day TEXT CHECK (day IS NULL OR day = date(day)),
  UNIQUE (employee_id, fiscal_year, item_code)
) STRICT;

CREATE TABLE round (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fiscal_year INTEGER NOT NULL DEFAULT 0,
  ordinal INTEGER NOT NULL DEFAULT 0,
  category_codes TEXT NOT NULL DEFAULT '',
  edition_id INTEGER NOT NULL REFERENCES edition(id),
  as_of TEXT NOT NULL CHECK (as_of = date(as_of)),
  state TEXT NOT NULL CHECK (state IN ('準備', '起案中', '決裁済', '交付済', '差戻し')),
  drafted_on TEXT CHECK (drafted_on IS NULL OR drafted_on = date(drafted_on)),
  drafted_by TEXT NOT NULL DEFAULT '',
  decided_on TEXT CHECK (decided_on IS NULL OR decided_on = date(decided_on)),
  decision_class TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL DEFAULT '',
  certified_on TEXT CHECK (certified_on IS NULL OR certified_on = date(certified_on)),
  reason TEXT NOT NULL DEFAULT '',
  issued_on TEXT CHECK (issued_on IS NULL OR issued_on = date(issued_on)),
  UNIQUE (fiscal_year, ordinal)
) STRICT;

CREATE TABLE number_series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  pattern TEXT NOT NULL DEFAULT '',
  yearly INTEGER NOT NULL DEFAULT 0 CHECK (yearly IN (0, 1))
) STRICT;

CREATE TABLE number (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  series_id INTEGER NOT NULL REFERENCES number_series(id),
  fiscal_year INTEGER NOT NULL DEFAULT 0,
  number INTEGER NOT NULL DEFAULT 0,
  text TEXT NOT NULL DEFAULT '',
  void_reason TEXT NOT NULL DEFAULT '',
  void_on TEXT CHECK (void_on IS NULL OR void_on = date(void_on)),
  UNIQUE (series_id, fiscal_year, number)
) STRICT;

CREATE TABLE certification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  category_id INTEGER NOT NULL REFERENCES category(id),
  category_code TEXT NOT NULL DEFAULT '',
  level INTEGER,
  number_id INTEGER NOT NULL UNIQUE REFERENCES number(id),
  round_id INTEGER REFERENCES round(id),
  judged_as_of TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  certified_on TEXT NOT NULL,
  issued_on TEXT CHECK (issued_on IS NULL OR issued_on = date(issued_on)),
  document TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  name_kind TEXT NOT NULL DEFAULT '',
  name_printed TEXT NOT NULL DEFAULT '',
  giver_printed TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('有効', '失効', '取消', '辞退')),
  ended_on TEXT CHECK (ended_on IS NULL OR ended_on = date(ended_on)),
  ended_reason TEXT NOT NULL DEFAULT '',
  ended_document TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX certification_by_employee_id_category_code ON certification (employee_id, category_code);

CREATE INDEX certification_by_round_id ON certification (round_id);

CREATE TABLE candidate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL REFERENCES round(id),
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  category_code TEXT NOT NULL DEFAULT '',
  level INTEGER,
  reasons TEXT NOT NULL DEFAULT '',
  held_back TEXT NOT NULL DEFAULT '',
  certification_id INTEGER REFERENCES certification(id),
  UNIQUE (round_id, employee_id, category_code)
) STRICT;

CREATE TRIGGER posting_one_main_INSERT BEFORE INSERT ON posting WHEN NEW.main = 1
BEGIN
  SELECT RAISE(ABORT, 'two main postings on one day')
  FROM posting AS other
  WHERE other.employee_id = NEW.employee_id AND other.main = 1 AND other.id <> NEW.id
    AND coalesce(other.since, '') <= coalesce(NEW.until, '9999')
    AND coalesce(other.until, '9999') >= coalesce(NEW.since, '');
END;

CREATE TRIGGER posting_one_main_UPDATE BEFORE UPDATE ON posting WHEN NEW.main = 1
BEGIN
  SELECT RAISE(ABORT, 'two main postings on one day')
  FROM posting AS other
  WHERE other.employee_id = NEW.employee_id AND other.main = 1 AND other.id <> NEW.id
    AND coalesce(other.since, '') <= coalesce(NEW.until, '9999')
    AND coalesce(other.until, '9999') >= coalesce(NEW.since, '');
END;

CREATE TRIGGER blob_no_UPDATE BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'a kept file never changes'); END;

CREATE TRIGGER blob_no_DELETE BEFORE DELETE ON blob
BEGIN SELECT RAISE(ABORT, 'a kept file never changes'); END;
