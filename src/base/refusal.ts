/** The one list of ways in which the domain says no: code, HTTP status, and a sentence that says how to go on. */
export const refusals = {
  // requests
  'not-found': {
    http: 404,
    vi: 'Không có trang hoặc hồ sơ này. Kiểm tra lại địa chỉ hoặc mã.',
    en: 'There is no such page or case. Check the address or the code.',
  },
  'bad-request': { http: 400, vi: 'Yêu cầu không đọc được. Tải lại trang rồi làm lại.', en: 'The request cannot be read. Reload the page and try again.' },
  'wrong-origin': {
    http: 403,
    vi: 'Yêu cầu đến từ một trang khác nên không được nhận. Mở lại trang này rồi làm lại.',
    en: 'The request came from another site and was not accepted. Open this page again and retry.',
  },
  'method-not-allowed': { http: 405, vi: 'Địa chỉ này không nhận cách gửi đó.', en: 'This address does not accept that method.' },
  'body-too-large': {
    http: 413,
    vi: 'Dữ liệu gửi lên quá lớn. Giảm dung lượng rồi gửi lại.',
    en: 'The data sent is too large. Make it smaller and send again.',
  },
  'wrong-media-type': { http: 415, vi: 'Kiểu dữ liệu gửi lên không được hỗ trợ.', en: 'The media type is not supported.' },
  'json-too-deep': {
    http: 400,
    vi: 'Dữ liệu JSON lồng quá sâu, quá nhiều khóa hoặc có tên bị cấm.',
    en: 'The JSON is nested too deep, has too many keys or a forbidden name.',
  },
  'too-many-requests': { http: 429, vi: 'Đã thử quá nhiều lần. Chờ một lát rồi làm lại.', en: 'Too many attempts. Wait a moment and try again.' },
  'too-busy': {
    http: 503,
    vi: 'Hệ thống đang bận. Chờ một lát rồi làm lại, những gì đã nhập vẫn còn.',
    en: 'The system is busy. Wait a moment and try again; what was typed is kept.',
  },
  'key-missing': {
    http: 400,
    vi: 'Lần gửi này thiếu khóa chống gửi trùng (8 đến 100 ký tự) nên chưa được nhận. Tải lại trang rồi làm lại.',
    en: 'What was sent lacks its idempotency key (Idempotency-Key, 8 to 100 characters) and was not accepted. Reload the page and try again.',
  },
  'draft-done': {
    http: 409,
    vi: 'Tờ khai này đã nộp rồi, không lưu nháp nữa. Xem ở Hồ sơ của tôi.',
    en: 'This form was submitted already, so no draft is kept. See My cases.',
  },
  'key-reused': {
    http: 422,
    vi: 'Khóa chống gửi trùng này đã dùng cho một nội dung khác. Tải lại trang rồi làm lại.',
    en: 'This idempotency key was used with other content. Reload the page and try again.',
  },
  'already-sent': {
    http: 409,
    vi: 'Việc này đã được làm ở lần gửi trước. Tải lại trang để xem kết quả.',
    en: 'This was already done when it was sent before. Reload the page to see the result.',
  },
  conflict: {
    http: 409,
    vi: 'Hồ sơ vừa được người khác xử lý. Tải lại trang để xem bước mới nhất.',
    en: 'Somebody else has just changed this case. Reload the page to see the latest step.',
  },
  'version-changed': {
    http: 412,
    vi: 'Hồ sơ đã thay đổi so với phiên bản nêu trong If-Match. Đọc lại hồ sơ rồi gửi lại.',
    en: 'The case is no longer at the version named in If-Match. Read it again, then send again.',
  },
  'request-has-problems': {
    http: 422,
    vi: 'Dữ liệu gửi lên có chỗ chưa đúng. Xem từng trường được nêu rồi gửi lại.',
    en: 'Something in the data sent is not right. See each field named, then send again.',
  },
  // people and rights
  'not-signed-in': { http: 401, vi: 'Cần đăng nhập để làm việc này.', en: 'Sign in to do this.' },
  'not-allowed': { http: 403, vi: 'Tài khoản này không có quyền làm việc đó.', en: 'This account may not do that.' },
  'sign-in-failed': {
    http: 401,
    vi: 'Đăng nhập không thành công. Thử lại hoặc nhờ người quản trị cấp lại.',
    en: 'Sign-in failed. Try again or ask an administrator for recovery.',
  },
  'same-person': {
    http: 403,
    vi: 'Người tiếp nhận không được ký duyệt chính hồ sơ đó. Chuyển cho người khác ký.',
    en: 'Whoever received a case may not sign it. Pass it to another signer.',
  },
  'link-not-open': {
    http: 410,
    vi: 'Đường dẫn này đã dùng, đã hết hạn hoặc chưa được người thứ hai xác nhận. Nhờ người quản trị cấp lại.',
    en: 'This link was used, has expired, or is not yet confirmed by a second person. Ask an administrator for a new one.',
  },
  'sign-in-slowed': {
    http: 429,
    vi: 'Đăng nhập sai nhiều lần. Chờ hết thời gian tạm dừng rồi thử lại.',
    en: 'Sign-in failed several times. Wait until the pause is over and try again.',
  },
  'account-taken': {
    http: 409,
    vi: 'Tên tài khoản hoặc số định danh này đã có. Chọn tên khác hoặc tìm người đó.',
    en: 'This account name or id number exists already. Choose another or look the person up.',
  },
  'person-not-found': { http: 422, vi: 'Không tìm thấy người này. Kiểm tra lại tên tài khoản.', en: 'There is no such person. Check the account name.' },
  'person-has-problems': {
    http: 422,
    vi: 'Thông tin về người này có chỗ cần sửa. Kiểm tra họ tên, số định danh 12 số, điện thoại và năm sinh.',
    en: 'Something about this person needs correction. Check name, 12-digit id number, phone and year of birth.',
  },
  'post-not-found': { http: 422, vi: 'Không tìm thấy vị trí công tác này.', en: 'There is no such post.' },
  'post-not-fitting': {
    http: 422,
    vi: 'Vai trò này không gắn được với đơn vị đã chọn hoặc ngày không đúng. Chọn đơn vị trực tiếp làm việc.',
    en: 'This role does not fit the chosen unit or dates. Choose the unit where the work is done.',
  },
  'delegation-not-fitting': {
    http: 422,
    vi: 'Không ủy quyền được như vậy. Kiểm tra người nhận, thời hạn (nhiều nhất 1 năm) và phạm vi.',
    en: 'This cannot be delegated so. Check the receiver, the term (at most one year) and the scope.',
  },
  'agency-code-changed': {
    http: 409,
    vi: 'Mã cơ quan đã cấp không được đổi. Giữ mã cũ hoặc lập đơn vị mới.',
    en: 'An agency code once given does not change. Keep it or make a new unit.',
  },
  'token-not-fitting': {
    http: 422,
    vi: 'Không cấp được mã truy cập như vậy. Kiểm tra tên, thời hạn (1 đến 366 ngày) và quyền: chỉ gồm việc mà người giữ đang được làm, không gồm ký số và quản trị.',
    en: 'Such a token cannot be issued. Check name, term (1 to 366 days) and rights: only what the holder may do now, never signing or administration.',
  },
  'vault-full': {
    http: 422,
    vi: 'Kho giấy tờ đã đầy (200 giấy hoặc 500 MB). Xóa bớt giấy không dùng rồi thêm lại.',
    en: 'The vault is full (200 papers or 500 MB). Remove papers you no longer need, then add again.',
  },
  'no-mandate': {
    http: 403,
    vi: 'Ông/bà không (hoặc không còn) được làm thay người này. Xem mục Người tôi làm thay, hoặc nhờ người đó đồng ý lại.',
    en: 'You may not, or may no longer, act for this person. See the page of people you act for, or ask them to agree again.',
  },
  'mandate-not-fitting': {
    http: 422,
    vi: 'Chưa ghi được việc làm thay. Kiểm tra số định danh 12 số của người kia, thời hạn (từ hôm nay, nhiều nhất 1 năm) và giấy tờ kèm theo.',
    en: 'This mandate cannot be recorded. Check the other 12-digit id number, the term (from today, at most one year) and the paper.',
  },
  'identity-level-too-low': {
    http: 403,
    vi: 'Việc này cần định danh điện tử mức cao hơn. Đăng nhập lại bằng tài khoản định danh mức 2; chưa có thì làm tại công an xã, phường, mang theo căn cước.',
    en: 'This needs a higher level of electronic identity. Sign in again with a level-2 account; if you have none, get it at the police of your commune with your identity card.',
  },
  'identity-unreachable': {
    http: 503,
    vi: 'Chưa nối được với hệ thống định danh quốc gia. Thử lại sau ít phút, hoặc dùng cách đăng nhập khác dưới đây.',
    en: 'The national identity provider cannot be reached. Try again in a few minutes, or use another way below.',
  },
  'identity-refused': {
    http: 401,
    vi: 'Lần đăng nhập này không hoàn tất hoặc đã cũ. Bấm đăng nhập lại từ đầu; không ai đã vào bằng tên ông/bà.',
    en: 'This sign-in was not completed or is too old. Start again; nobody has signed in under your name.',
  },
  'second-person-needed': { http: 403, vi: 'Việc này cần một người thứ hai xác nhận.', en: 'A second person has to confirm this.' },
  // case
  'consent-awaited': {
    http: 409,
    vi: 'Hồ sơ còn chờ người được nêu tên đồng ý nên chưa đủ để làm việc này. Chờ người đó trả lời, hoặc ghi nhận ý kiến tại quầy.',
    en: 'The case still waits for the consent of somebody named in it. Wait for the answer, or record it at the counter.',
  },
  'consent-changed': {
    http: 409,
    vi: 'Nội dung hồ sơ đã thay đổi so với bản ông/bà vừa đọc, nên câu trả lời chưa được ghi. Đọc lại nội dung mới rồi trả lời.',
    en: 'The case has changed since you read it, so nothing was recorded. Read the new version, then answer.',
  },
  'consent-given': {
    http: 409,
    vi: 'Câu trả lời này đã được ghi từ trước. Tải lại trang để xem.',
    en: 'This answer was recorded before. Reload the page to see it.',
  },
  'consent-unseen': {
    http: 422,
    vi: 'Ghi rõ đã thấy gì: người này có mặt và đã xem căn cước, hoặc văn bản đồng ý nào.',
    en: 'Write what was seen: the person with the identity card, or which written consent.',
  },
  'consent-settled': {
    http: 409,
    vi: 'Hồ sơ đã được tiếp nhận hoặc đã kết thúc nên không đổi ý kiến ở đây được nữa. Gọi Bộ phận Một cửa nơi nhận hồ sơ.',
    en: 'The case was received or has ended, so the answer can no longer be changed here. Call the one-stop desk of the case.',
  },
  'case-not-open': {
    http: 409,
    vi: 'Hồ sơ không còn ở trạng thái cho phép làm việc này. Tải lại trang để xem trạng thái mới.',
    en: 'The case is no longer in a state that allows this. Reload the page.',
  },
  'task-not-open': {
    http: 409,
    vi: 'Bước này đã được làm xong hoặc đã chuyển. Tải lại trang để xem bước mới nhất.',
    en: 'This step is already done or moved. Reload the page to see the current step.',
  },
  'already-supplemented': {
    http: 409,
    vi: 'Hồ sơ đã được yêu cầu bổ sung một lần; quy định chỉ cho một lần.',
    en: 'A supplement was already asked once; the rules allow only one.',
  },
  'already-extended': {
    http: 409,
    vi: 'Hồ sơ đã được gia hạn một lần; quy định chỉ cho một lần.',
    en: 'The case was already extended once; the rules allow only one.',
  },
  'nothing-to-sign': {
    http: 409,
    vi: 'Chưa có văn bản để ký. Chờ văn bản được lập xong rồi ký.',
    en: 'There is no document to sign yet. Wait until it is made, then sign.',
  },
  'rule-without-answer': {
    http: 500,
    vi: 'Bảng quy tắc của thủ tục không cho ra kết quả với các câu trả lời này. Đã báo người phụ trách thủ tục.',
    en: 'The decision tables of the procedure give no result for these answers. Its owner has been told.',
  },
  'reason-needed': { http: 422, vi: 'Chọn lý do và ghi rõ nội dung.', en: 'Choose a reason and write what is wrong.' },
  'fee-not-paid': {
    http: 409,
    vi: 'Hồ sơ chưa thu phí. Thu phí tại quầy rồi mới trả kết quả.',
    en: 'The fee is not paid. Collect it at the counter before returning the result.',
  },
  'fee-already-paid': { http: 409, vi: 'Phí của hồ sơ này đã thu.', en: 'The fee of this case is already paid.' },
  'answers-have-problems': {
    http: 422,
    vi: 'Có chỗ cần sửa trong tờ khai. Xem các câu được đánh dấu.',
    en: 'Some answers need correction. See the marked fields.',
  },
  'not-eligible': {
    http: 422,
    vi: 'Trường hợp này không thuộc đối tượng của thủ tục. Xem điều kiện ở trang thủ tục.',
    en: 'This request is not eligible for the procedure. See the conditions on its page.',
  },
  'pack-changed': {
    http: 409,
    vi: 'Tờ khai này đã có bản mới từ khi ông/bà khai. Mở lại, xem những chỗ mới rồi nộp; mọi câu trả lời vẫn còn.',
    en: 'This form has a new version since you filled it in. Open it again, look at what is new and submit; every answer is still there.',
  },
  'pack-not-live': { http: 404, vi: 'Thủ tục này chưa được cung cấp tại đơn vị đã chọn.', en: 'This procedure is not offered at the chosen unit.' },
  'version-taken': {
    http: 409,
    vi: 'Phiên bản này của gói đã được ban hành với nội dung khác. Tăng số phiên bản trong pack.json.',
    en: 'This version of the pack was published with other content. Raise the version in pack.json.',
  },
  'tracking-not-found': {
    http: 404,
    vi: 'Mã hồ sơ và 4 số cuối điện thoại không khớp. Xem lại mã trên phiếu và số đã khai khi nộp.',
    en: 'The code and the last four digits do not match a case. Check the slip and the phone number given.',
  },
  'clock-goes-forward': {
    http: 422,
    vi: 'Đồng hồ mẫu chỉ đi tới, không lùi, và dừng trước tháng 12 năm 2026. Chọn một giờ sau giờ hiện tại.',
    en: 'The sample clock only goes forward and ends before December 2026. Choose a later moment.',
  },
  'unit-not-staffed': {
    http: 422,
    vi: 'Đơn vị này chưa có đủ người tiếp nhận, xử lý và ký thủ tục này. Chọn đơn vị khác hoặc gọi tổng đài.',
    en: 'This unit has nobody yet for every role of the procedure. Choose another unit or call the help line.',
  },
  'unit-not-found': { http: 422, vi: 'Không tìm thấy đơn vị. Chọn lại trong danh sách.', en: 'There is no such unit. Choose one from the list.' },
  // people's voice
  'phone-code-wrong': {
    http: 422,
    vi: 'Mã xác nhận không đúng hoặc đã hết hạn. Nhập lại, hoặc yêu cầu mã mới.',
    en: 'The code is wrong or has expired. Type it again, or ask for a new one.',
  },
  'phone-code-not-sent': {
    http: 503,
    vi: 'Chưa gửi được mã tới số này. Đăng nhập để gửi, hoặc gọi tổng đài.',
    en: 'No code could be sent to this number. Sign in to send, or call the help line.',
  },
  'reopen-too-late': {
    http: 409,
    vi: 'Chỉ mở lại được một lần, trong 7 ngày kể từ khi có câu trả lời. Ông/bà gửi phản ánh mới.',
    en: 'It can be opened again once, within 7 days of the answer. Please send a new report.',
  },
  'voice-merge-not-fitting': {
    http: 422,
    vi: 'Không gộp được hai phản ánh này. Tải lại trang rồi chọn lại.',
    en: 'These two reports cannot be merged. Reload the page and choose again.',
  },
  'voice-closed': {
    http: 409,
    vi: 'Đã hết thời gian góp ý hoặc khảo sát. Kết quả được công khai tại trang này.',
    en: 'The time for comments or answers is over. The result is public on this page.',
  },
  'survey-quota-full': {
    http: 409,
    vi: 'Đã đủ số phiếu cần lấy ở địa bàn hoặc nhóm tuổi này. Cảm ơn ông/bà.',
    en: 'Enough answers were given for this commune or group of age. Thank you.',
  },
  'already-answered': { http: 409, vi: 'Phiếu này đã được gửi, mỗi người trả lời một lần.', en: 'This sheet was sent already; each person answers once.' },
  'case-quarantined': {
    http: 409,
    vi: 'Hồ sơ đang được giữ lại để kiểm tra kỹ thuật. Người quản trị đã được báo.',
    en: 'The case is held for a technical check. The administrator has been told.',
  },
  // processes
  'process-already-started': {
    http: 409,
    vi: 'Quy trình của hồ sơ này đã bắt đầu. Tải lại trang.',
    en: 'The process of this case has already started. Reload the page.',
  },
  'process-not-running': {
    http: 409,
    vi: 'Quy trình chưa bắt đầu hoặc đã kết thúc. Tải lại trang để xem trạng thái mới.',
    en: 'The process has not started or has ended. Reload the page.',
  },
  'process-start-unknown': { http: 422, vi: 'Quy trình không có điểm bắt đầu này.', en: 'The process has no such start event.' },
  'process-changed': {
    http: 409,
    vi: 'Trạng thái lưu không khớp với phiên bản quy trình này. Người quản trị cần chuyển hồ sơ sang phiên bản mới.',
    en: 'The stored state does not fit this version of the process. An administrator has to migrate the case.',
  },
  'message-not-awaited': { http: 409, vi: 'Không có bước nào đang chờ thông điệp này.', en: 'No step is waiting for this message.' },
  // files and documents
  'file-too-large': {
    http: 413,
    vi: 'Tệp lớn hơn 20 MB. Chụp lại nhỏ hơn hoặc chia thành nhiều tệp.',
    en: 'The file is larger than 20 MB. Take a smaller picture or split it.',
  },
  'too-many-files': { http: 422, vi: 'Nhiều nhất 20 tệp cho một hồ sơ.', en: 'At most 20 files for one case.' },
  'too-much-sent': {
    http: 422,
    vi: 'Trong bảy ngày qua ông/bà đã gửi quá 2 GB tệp. Chờ vài ngày hoặc nộp bản giấy tại quầy.',
    en: 'More than 2 GB of files were sent within seven days. Wait some days or bring the papers to the counter.',
  },
  'file-kind-refused': {
    http: 422,
    vi: 'Chỉ nhận ảnh JPEG, PNG, WebP, HEIC hoặc tệp PDF, đúng với đuôi của tên tệp. Chọn lại tệp gốc hoặc chụp ảnh mới.',
    en: 'Only JPEG, PNG, WebP, HEIC pictures or PDF files that match the ending of their name are accepted. Choose the original file or take a new picture.',
  },
  'file-name-refused': {
    http: 422,
    vi: 'Tên tệp có ký tự ẩn hoặc đuôi của chương trình. Đổi tên tệp rồi chọn lại.',
    en: 'The name of the file has hidden characters or the ending of a program. Rename it and choose it again.',
  },
  'file-two-faced': {
    http: 422,
    vi: 'Tệp chứa thêm một tệp kiểu khác bên trong. Chụp lại hoặc in lại thành PDF.',
    en: 'Another kind of file is hidden inside this one. Take the picture again, or print it to PDF again.',
  },
  'file-active': {
    http: 422,
    vi: 'Tệp PDF chứa mã lệnh, lệnh mở chương trình hoặc tệp đính kèm. In lại thành PDF thường, hoặc chụp ảnh từng trang.',
    en: 'The PDF holds scripts, commands or attached files. Print it to a plain PDF, or photograph its pages.',
  },
  'file-broken': {
    http: 422,
    vi: 'Tệp bị hỏng, thiếu hoặc có mật khẩu nên không mở được. Chụp lại hoặc chọn tệp khác.',
    en: 'The file is damaged, incomplete or locked and cannot be opened. Take it again or choose another one.',
  },
  'file-too-heavy': {
    http: 422,
    vi: 'Mở tệp tốn quá nhiều bộ nhớ hoặc thời gian. Chụp lại nhỏ hơn hoặc in lại thành PDF.',
    en: 'Opening the file takes too much memory or time. Take a smaller picture, or print it to PDF again.',
  },
  'form-too-large': {
    http: 413,
    vi: 'Một lần gửi nhận nhiều nhất 60 MB. Những tệp trước đã giữ lại; bấm tiếp rồi thêm tệp này.',
    en: 'One sending takes at most 60 MB. The files before it are kept; go on and add this one then.',
  },
  'piece-misplaced': {
    http: 422,
    vi: 'Phần tệp gửi lên không đúng vị trí hoặc độ dài. Chọn lại tệp rồi gửi lại.',
    en: 'This piece of the file has the wrong place or length. Choose the file again and resend it.',
  },
  'piece-altered': {
    http: 422,
    vi: 'Tệp bị sai lệch trên đường truyền. Chọn lại tệp rồi gửi lại.',
    en: 'The file was altered on its way. Choose it again and resend it.',
  },
  'piece-differs': {
    http: 409,
    vi: 'Phần này của tệp đã nhận với nội dung khác. Chọn lại tệp rồi gửi lại.',
    en: 'This piece of the file was received before with other content. Choose the file again and resend it.',
  },
  'file-unfinished': {
    http: 422,
    vi: 'Tệp chưa gửi xong. Chờ gửi xong rồi bấm tiếp, hoặc chọn lại tệp.',
    en: 'The file has not arrived completely. Go on when it has, or choose it again.',
  },
  'file-not-held': {
    http: 422,
    vi: 'Chưa giữ được tệp này trong lúc đăng nhập lại. Chọn lại tệp.',
    en: 'This file could not be kept while you signed in again. Choose it again.',
  },
  'file-empty': { http: 422, vi: 'Tệp rỗng. Chọn lại tệp khác.', en: 'The file is empty. Choose another one.' },
  'image-too-large': { http: 422, vi: 'Ảnh lớn hơn 40 triệu điểm. Chụp lại nhỏ hơn.', en: 'The picture has more than 40 megapixels. Take a smaller one.' },
  'paper-failed': {
    http: 503,
    vi: 'Chưa lập được văn bản. Hồ sơ vẫn giữ nguyên; thử lại sau ít phút.',
    en: 'The document could not be made. The case is unchanged; try again in a few minutes.',
  },
  // the legal clock
  'calendar-year-missing': {
    http: 503,
    vi: 'Lịch làm việc chưa có năm cần tính nên chưa hẹn được ngày trả. Báo người quản trị bổ sung lịch.',
    en: 'The working calendar lacks a year that is needed, so no date can be promised. Ask the administrator to add it.',
  },
  'clock-paused': {
    http: 409,
    vi: 'Đồng hồ hồ sơ đang dừng nên chưa biết ngày trả; ngày trả có lại khi hồ sơ được tiếp tục.',
    en: 'The clock of the case stands still, so the due date is not known; it is known again when the case goes on.',
  },
  'clock-rule': {
    http: 422,
    vi: 'Thời hạn đã cho không tính được. Ghi lại số giờ, số ngày hoặc số tháng.',
    en: 'The time limit given cannot be counted. Write the hours, days or months again.',
  },
  'not-a-pdf': { http: 422, vi: 'Tệp không phải là PDF đọc được.', en: 'The file is not a readable PDF.' },
  'signer-unknown': {
    http: 409,
    vi: 'Người ký chưa có chứng thư số. Nhờ người quản trị cấp chứng thư rồi ký lại.',
    en: 'The signer has no digital certificate. Ask an administrator for one, then sign again.',
  },
  'sign-failed': {
    http: 503,
    vi: 'Chưa ký số được. Hồ sơ vẫn giữ nguyên; thử lại sau ít phút.',
    en: 'The digital signature could not be made. The case is unchanged; try again in a few minutes.',
  },
  // expressions and decisions
  'feel-syntax': {
    http: 422,
    vi: 'Biểu thức viết sai. Sửa tại vị trí được nêu.',
    en: 'The expression is not well formed. Correct it at the given position.',
  },
  'feel-limit': {
    http: 422,
    vi: 'Biểu thức vượt quá giới hạn tính toán cho phép. Viết ngắn gọn hơn hoặc giảm dữ liệu đưa vào.',
    en: 'The expression goes over a limit. Make it simpler or give it less data.',
  },
  'decision-not-found': {
    http: 422,
    vi: 'Không có quyết định mang tên này trong bảng quy tắc. Kiểm tra lại tên.',
    en: 'There is no decision of that name in the rules. Check the name.',
  },
  // payments
  'payment-transfer': {
    http: 422,
    vi: 'Mã QR chuyển khoản không đúng chuẩn hoặc thông tin tài khoản, số tiền, nội dung không hợp lệ. Kiểm tra lại từng mục.',
    en: 'This is no VietQR transfer, or account, amount or content cannot be written as one. Check each of them.',
  },
  'payment-not-found': {
    http: 404,
    vi: 'Không có khoản phải nộp mang mã này. Kiểm tra lại mã thanh toán.',
    en: 'Nothing is to be paid under this reference. Check the payment reference.',
  },
  'payment-signature': {
    http: 401,
    vi: 'Chữ ký của thông báo thanh toán sai hoặc đã quá thời gian cho phép.',
    en: 'The signature of the payment notice is wrong or too old.',
  },
  'payment-changed': {
    http: 409,
    vi: 'Giao dịch này đã được báo trước đó với nội dung khác. Lần báo đầu được giữ; kế toán đối soát theo tệp của ngân hàng.',
    en: 'This transaction was told before with other content. The first telling stands; the accountant checks it against the file of the bank.',
  },
  'payment-off': {
    http: 503,
    vi: 'Cổng thanh toán chưa được nối. Chuyển khoản theo mã QR hoặc nộp tại quầy.',
    en: 'No payment gateway is connected. Pay by the QR code or at the counter.',
  },
  'payment-gateway-down': {
    http: 503,
    vi: 'Cổng thanh toán đang không trả lời. Chuyển khoản theo mã QR, nộp tại quầy, hoặc thử lại sau ít phút.',
    en: 'The payment gateway does not answer. Pay by the QR code, at the counter, or try again in a few minutes.',
  },
  'nothing-to-pay': { http: 409, vi: 'Khoản này không còn phải nộp.', en: 'Nothing is left to pay here.' },
  'refund-too-much': {
    http: 409,
    vi: 'Số tiền hoàn lớn hơn số tiền có thể hoàn. Xem lại các lần đề nghị trước.',
    en: 'More is asked back than can be refunded. Look at the earlier proposals.',
  },
  'refund-reason': { http: 422, vi: 'Ghi lý do hoàn tiền.', en: 'Say why the money goes back.' },
  'refund-second-person': {
    http: 403,
    vi: 'Người đề nghị hoàn tiền không được tự duyệt. Chuyển cho lãnh đạo đơn vị.',
    en: 'Whoever proposed a refund may not confirm it. It goes to the head of the unit.',
  },
  'refund-decided': { http: 409, vi: 'Đề nghị hoàn tiền này đã được quyết định.', en: 'This refund has been decided already.' },
  'notice-known': {
    http: 409,
    vi: 'Thông báo này của cơ quan đó đã được ghi. Lần ghi đầu được giữ.',
    en: 'This notice of that agency is recorded already. Its first recording stands.',
  },
  'money-allotted': { http: 409, vi: 'Khoản tiền này đã được ghi cho một nghĩa vụ.', en: 'This money is allotted already.' },
  'statement-unreadable': {
    http: 422,
    vi: 'Tệp sao kê không đọc được, chưa khoản nào được ghi.',
    en: 'The statement cannot be read; nothing was settled from it.',
  },
} as const satisfies Record<string, RefusalText>;

type RefusalText = { readonly http: number; readonly vi: string; readonly en: string };

export type RefusalCode = keyof typeof refusals;

/** The domain says no. `about` holds the words or numbers the reader needs: never personal data. */
export type Refusal = { readonly refused: RefusalCode; readonly about?: Readonly<Record<string, string | number>> };

export function refuse(code: RefusalCode, about?: Readonly<Record<string, string | number>>): Refusal {
  return about === undefined ? { refused: code } : { refused: code, about };
}

export const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'refused' in value;
export const sentenceOf = (refusal: Refusal, lang: 'vi' | 'en'): string => refusals[refusal.refused][lang];
export const statusOf = (refusal: Refusal): number => refusals[refusal.refused].http;
