-- What one person has sent within seven days is added up before the next file is kept.
create index upload_sender on upload (sender);
