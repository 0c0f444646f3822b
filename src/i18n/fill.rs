//! Words of the filling pages.
//! The texts say what they are, so the constants carry no further comment.
#![allow(missing_docs)]

use super::{Message, message};

pub const REQUIRED: Message = message("必填", "required");
pub const OPTIONAL: Message = message("选填", "optional");
pub const HELP: Message = message("填写说明", "How to answer");
pub const ERROR_PREFIX: Message = message("错误：", "Error: ");
pub const CHOOSE: Message = message("请选择", "Choose");
pub const CLEAR: Message = message("清除", "Clear");
pub const YES: Message = message("是", "Yes");
pub const NO: Message = message("否", "No");
pub const FROM: Message = message("起", "From");
pub const TO: Message = message("止", "To");
pub const NO_MATCH: Message = message("没有符合的选项", "No option matches");
pub const MATCHES: Message = message("{} 个选项", "{} options");
pub const SOURCE: Message = message("来自{}（{}）", "From {} ({})");

pub const ADD_ROW: Message = message("添加一行", "Add a row");
pub const ROW: Message = message("第 {} 行", "Row {}");
pub const REMOVE: Message = message("删除", "Remove");
pub const REMOVE_ROW: Message = message("删除{}", "Remove {}");
pub const ROW_REMOVED: Message = message("已删除{}", "{} removed");
pub const UNDO: Message = message("恢复", "Undo");
pub const NO_ROWS: Message =
    message("还没有内容，请添加。", "Nothing here yet. Add the first one.");
pub const ROWS_FULL: Message = message("最多 {} 行", "At most {} rows");

pub const HISTORY: Message = message("撤销和重做", "Undo and redo");
pub const TAKE_BACK: Message = message("撤销", "Undo");
pub const MAKE_AGAIN: Message = message("重做", "Redo");

pub const CONFLICT: Message =
    message("两人填写不同，请选择", "Two people answered differently. Please choose.");
pub const MINE: Message = message("我填的", "Mine");
pub const THEIRS: Message = message("对方填的", "Theirs");
pub const USE_MINE: Message = message("用我填的", "Use mine");
pub const USE_THEIRS: Message = message("用对方填的", "Use theirs");
pub const CONFLICTS_LEFT: Message = message(
    "还有 {} 处两人填写不同，请选择",
    "Two people answered differently in {} place(s). Please choose",
);

pub const REGION_LEVELS: [Message; 5] = [
    message("省、自治区、直辖市", "Province"),
    message("市、区", "City or district"),
    message("街道、镇", "Subdistrict or town"),
    message("社区、村", "Community or village"),
    message("小区", "Neighbourhood"),
];
pub const REGION_FAILED: Message =
    message("地区列表没有加载出来。", "The list of places did not load.");

pub const STEPS: Message = message("办理步骤", "Steps");
pub const STEP_OF: Message = message("第 {} 步，共 {} 步", "Step {} of {}");
pub const ALL_STEPS: Message = message("全部步骤", "All steps");
pub const STEP_DONE: Message = message("已完成", "done");
pub const STEP_NOW: Message = message("当前步骤", "current step");
pub const STEP_WRONG: Message = message("有 {} 处需修改", "{} to correct");
pub const STEP_BEGUN: Message = message("填写中，还差 {} 项", "begun, {} to answer");
pub const REVIEW_STEP: Message = message("核对并提交", "Check and submit");
pub const NEXT: Message = message("保存，下一步", "Save and continue");
pub const TO_REVIEW: Message = message("保存，去核对", "Save and check");
pub const BACK: Message = message("上一步", "Back");
pub const PROBLEMS_TITLE: Message = message("请修改以下 {} 处", "Please correct {} answers");
pub const PROBLEMS_NOTE: Message =
    message("点击可以直接跳到对应的栏目。", "Each line takes you to the question.");

pub const SAME_DONE: Message =
    message("已填入 {} 项，请核对。", "{} answer(s) copied. Please check them.");
pub const SAME_NOTHING: Message = message(
    "没有可填入的内容：对应的问题还没有填写，或者已经相同。",
    "Nothing to copy: those questions are not answered yet, or the answers are the same already.",
);

pub const SAVES_ITSELF: Message = message("填写内容自动保存", "Saves by itself");
pub const SAVING: Message = message("正在保存…", "Saving…");
pub const SAVED_HERE: Message = message("已存在本机 {}", "Saved on this device {}");
pub const STORED: Message = message("已保存到政务服务中心 {}", "Saved at the service centre {}");
pub const TO_BE_SENT: Message =
    message("已存在本机 {} · {} 处待同步", "Saved on this device {} · {} to be sent");
pub const NOT_SENT: Message =
    message("已存在本机 {} · 未同步", "Saved on this device {} · not sent");
pub const NOT_SAVED: Message = message("没有保存", "Not saved");
pub const NOT_SAVED_QUOTA: Message = message(
    "本机存储空间已满，最近的修改没有保存。请清理空间后再继续填写；本页内容在关闭前仍然有效。",
    "This device is out of storage and the latest changes are not saved. Free some space before you go on; what you see stays until you close the page.",
);
pub const NOT_SAVED_OTHER: Message = message(
    "本机无法保存填写内容（可能是无痕模式或浏览器禁止存储）。请不要关闭本页，或换一个浏览器窗口填写。",
    "This browser cannot keep what you fill in (private window, or storage is blocked). Do not close the page, or use another window.",
);
pub const PREFILLED: Message =
    message("已为您填好 {} 项，请核对。", "{} answers were filled in for you. Please check them.");

pub const MATERIALS_NONE: Message =
    message("按您的情况，不需要提交材料。", "In your case no material is needed.");
pub const MATERIAL_REQUIRED: Message = message("必交", "required");
pub const MATERIAL_OPTIONAL: Message = message("可不交", "optional");
pub const MATERIAL_EXEMPT: Message = message("免提交", "not needed");
pub const MATERIAL_TOLERABLE: Message = message("可容缺后补", "may follow later");
pub const MATERIAL_PAPER: Message =
    message("原件 {} 份，办理时核验", "{} paper original(s), checked later");
pub const MATERIAL_BLANK: Message = message("下载空表", "Blank form");
pub const MATERIAL_SAMPLE: Message = message("下载样本", "Sample");
pub const MATERIAL_SOURCE: Message = message("来源：{}", "Where to get it: {}");
pub const MATERIAL_LIMITS: Message =
    message("{}，每个不超过 {}，最多 {} 个文件", "{}, up to {} each, at most {} file(s)");
pub const MATERIALS_MISSING: Message =
    message("还缺 {} 份必交材料", "{} required material(s) still missing");
pub const MATERIALS_LATER: Message = message(
    "补齐后才能提交。也可以再点一次下面的按钮，先往下办，之后回来补。",
    "They are needed before you can submit. You may press the button below once more to go on, and come back for them.",
);
pub const PICK_FILE: Message = message("选择文件", "Choose files");
pub const TAKE_PHOTO: Message = message("拍照", "Take a photo");
pub const DROP_HERE: Message =
    message("也可以拖到这里，或复制后粘贴", "or drop them here, or paste");
pub const FILE_WAITING: Message = message("等待上传", "Waiting");
pub const FILE_READING: Message = message("正在检查文件…", "Checking the file…");
pub const FILE_SENDING: Message = message("已上传 {}%", "{}% uploaded");
pub const FILE_PAUSED: Message = message("已暂停，已上传 {}%", "Paused at {}%");
pub const FILE_UNFINISHED: Message = message("还没有上传完", "not uploaded yet");
pub const FILE_DONE: Message = message("已上传", "Uploaded");
pub const FILE_RETRYING: Message =
    message("网络中断，{} 秒后自动继续", "Connection lost, trying again in {} s");
pub const FILE_PAUSE: Message = message("暂停", "Pause");
pub const FILE_RESUME: Message = message("继续", "Resume");
pub const FILE_RETRY: Message = message("重试", "Try again");
pub const FILE_REMOVE: Message = message("移除", "Remove");
pub const FILE_OF: Message = message("{}：{}", "{}: {}");
pub const FILE_TYPE: Message =
    message("“{}”不是可以接收的文件。请换成{}。", "“{}” is not a file we can take. Please use {}.");
pub const FILE_CONTENT: Message = message(
    "“{}”的内容和扩展名不一致，可能已损坏。请重新导出或拍照后再传。",
    "What is inside “{}” does not match its name; it may be damaged. Export or photograph it again.",
);
pub const FILE_TOO_LARGE: Message = message(
    "“{}”有 {}，超过了 {}。请压缩或分成几份。",
    "“{}” is {}, more than {}. Please make it smaller or split it.",
);
pub const FILE_EMPTY: Message =
    message("“{}”是空文件，请重新选择。", "“{}” is empty. Please choose it again.");
pub const FILE_TOO_MANY: Message =
    message("这份材料最多 {} 个文件。", "At most {} file(s) for this material.");
pub const FILE_GONE: Message = message(
    "文件“{}”在本机已找不到，请重新选择。",
    "“{}” is no longer on this device. Please choose it again.",
);
pub const FILE_REFUSED: Message = message("“{}”没有上传成功：{}", "“{}” was not uploaded: {}");
pub const PREVIEW_OF: Message = message("{}的预览", "Preview of {}");
pub const UPLOADS_RUNNING: Message = message(
    "还有 {} 个文件没有上传完，请稍候再提交。",
    "{} file(s) are still being uploaded. Please wait before you submit.",
);

pub const REVIEW_TITLE: Message = message("核对您填写的内容", "Check your answers");
pub const TO_SUBMIT: Message = message("跳到承诺和提交", "Go to commitment and submission");
pub const CHANGE: Message = message("修改", "Change");
pub const CHANGE_OF: Message = message("修改{}", "Change {}");
pub const NOT_ANSWERED: Message = message("未填写", "not answered");
pub const NO_FILE: Message = message("未上传", "no file");
pub const FILE_LATER: Message = message("后补（可容缺）", "to follow later");
pub const SHOW_SENSITIVE: Message = message("显示完整内容", "Show in full");
pub const HIDE_SENSITIVE: Message = message("隐藏", "Hide");
pub const MATERIALS: Message = message("申请材料", "Materials");
pub const FILES: Message = message("{} 个文件", "{} file(s)");
pub const COMMITMENT: Message = message("申请人承诺", "Commitment");
pub const COMMITMENT_AGREE: Message =
    message("我已阅读并作出以上承诺", "I have read this and commit to it");
pub const COMMITMENT_MISSING: Message =
    message("请先阅读并勾选承诺。", "Please read the commitment and tick it.");
pub const SUBMIT: Message = message("提交申请", "Submit");
pub const SUBMIT_AGAIN: Message = message("提交补正材料", "Submit the corrections");
pub const SUBMITTING: Message = message("正在提交…", "Submitting…");
pub const SUBMIT_RETRY: Message = message("再次提交", "Submit again");
pub const SUBMIT_OFFLINE: Message = message(
    "提交要等网络：现在没有网络，这一次没有发出。填写的内容和文件存在本机。可以让它等着，网络恢复后先问您，再提交；也可以连上网后再点一次，不会重复办理。",
    "Submitting waits for the network: you are offline, and nothing was sent this time. Your answers and files are kept on this device. You can let it wait: once you are online you are asked before it goes. Or press again then; it will not be filed twice.",
);
pub const SUBMIT_UNSURE: Message = message(
    "网络中断，不能确定是否已经提交。请点“再次提交”——不会重复办理。",
    "The connection was lost and we cannot tell whether it was submitted. Press “Submit again”; it will not be filed twice.",
);
pub const INCOMPLETE: Message = message(
    "还有 {} 处需要填写或修改，完成后才能提交。",
    "{} answers are still missing or need correction.",
);

pub const OPENING: Message = message("正在打开您的申请…", "Opening your filing…");
pub const NOT_EDITABLE: Message = message(
    "这件申请已提交，不能再修改。",
    "This filing has been submitted and cannot be changed.",
);
pub const SEE_FILING: Message = message("查看办件", "See the filing");
pub const FORM_OUTDATED: Message = message(
    "这张表单已更新。您填过的内容会保留，请检查后再提交。",
    "This form was updated. What you filled is kept; please check it before you submit.",
);
pub const SUPPLEMENT_TITLE: Message = message("需要补正", "To be corrected");
pub const SUPPLEMENT_DUE: Message = message("请在 {} 前提交", "Please submit by {}");
pub const FILES_UNUSED: Message = message(
    "按您现在的情况，下面的文件不再需要，请移除",
    "In your case these files are no longer needed. Please remove them",
);

pub const KEPT_TITLE: Message = message(
    "没有网络，显示的是存在这台设备上的内容",
    "No network: this is the copy on this device",
);
pub const KEPT_TEXT: Message = message(
    "这是 {} 的内容。可以继续填写，填写的内容存在本机；连上网后自动更新。",
    "As of {}. You can go on filling, and what you fill is kept on this device; it is brought up to date by itself once you are online.",
);
pub const UP_TO_DATE: Message =
    message("已连上网络，办件内容是最新的", "You are online and the filing is up to date");
pub const MOVED_TITLE: Message = message(
    "这件申请已经在别处变为“{}”，不能再修改",
    "This filing has become “{}” elsewhere and cannot be changed any more",
);
pub const GONE_TITLE: Message =
    message("这件申请已经在别处删除", "This filing has been deleted elsewhere");
pub const LEFT_HERE: Message = message(
    "这台设备上还有 {} 处修改没有交到政务服务中心，也不会再提交。",
    "{} change(s) on this device did not reach the service centre and will not be submitted.",
);
pub const TO_FILINGS: Message = message("回到我的办件", "Back to my filings");

pub const QUEUE: Message = message("等网络恢复后提交", "Submit when I am back online");
pub const QUEUED: Message = message("正在等网络恢复", "Waiting for the network");
pub const QUEUED_TEXT: Message = message(
    "网络恢复后会先问您，不会自动提交。可以关闭页面，下次打开这件申请时接着等。",
    "You will be asked once you are online; nothing is submitted by itself. You may close the page: it goes on waiting when you open this filing again.",
);
pub const QUEUED_END: Message = message("不等了", "Do not wait");
pub const QUEUED_ASK: Message =
    message("网络已恢复，现在提交？", "You are back online. Submit now?");
pub const QUEUED_ASK_TEXT: Message = message(
    "您已勾选承诺，并选择了等网络恢复后提交。提交后内容不能再修改。",
    "You ticked the commitment and chose to submit once online. After submitting, nothing can be changed.",
);
pub const QUEUED_GO: Message = message("现在提交", "Submit now");
pub const QUEUED_NOT_NOW: Message = message("先不提交", "Not now");
