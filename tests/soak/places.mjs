// The answers that are typed: where they stand in the form of 特殊工时审批 and on its pages.

export const ITEM = 'special-working-hours.new';
export const ROWS = 'posts';
export const STEPS = [2, 3, 4];
/** The step with the rows. */
export const ROWS_STEP = 3;
/** How a row is called and what is written about it, by label. */
export const ROW = { post: '岗位（工种）名称', duties: '岗位职责与作业特点', kind: '工时类型' };

/** By path in the draft: step, label, kind of control; of a choice, its values. What is sensitive
 * is the applicant's alone. */
export const PLACES = {
  'org/address': { step: 2, label: '详细地址', kind: 'line' },
  'org/postcode': { step: 2, label: '邮政编码', kind: 'line' },
  'contact/email': { step: 2, label: '电子邮箱', kind: 'line', isSensitive: true },
  'contact/name': { step: 2, label: '联系人姓名', kind: 'line', isSensitive: true },
  'org/nature': { step: 2, label: '企业性质', kind: 'choice', values: ['state', 'private', 'foreign', 'hmt', 'joint', 'other'] },
  totalStaff: { step: 3, label: '职工总数', kind: 'line' },
  'plan/lowestWage': { step: 4, label: '涉及岗位最低月工资标准', kind: 'line' },
  'plan/attendance': { step: 4, label: '考勤方式', kind: 'choice', values: ['electronic', 'paper', 'result'] },
  'consultation/result': { step: 4, label: '协商结果', kind: 'text' },
  reason: { step: 4, label: '申请理由', kind: 'text' },
};

const of = (kind) => Object.keys(PLACES).filter((path) => PLACES[path].kind === kind);
/** Long texts, which merge by character. */
export const TEXTS = of('text');
/** Answers of one line, which are replaced as a whole. */
export const LINES = of('line');
export const CHOICES = of('choice');

/** Whether somebody sees an answer: the applicant all of them. */
export function isSeen(path, isApplicant) {
  return isApplicant || !PLACES[path].isSensitive;
}
