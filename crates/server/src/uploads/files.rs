//! The folder of uploaded bytes. A file's name is the upload's id and nothing that a person chose.

use std::io::{self, Read, SeekFrom};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::fs::{File, OpenOptions};
use tokio::io::AsyncSeekExt;

/// The folder.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Opens it, and makes it if it is not there.
    pub fn open(path: PathBuf) -> io::Result<Self> {
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// Where the bytes of an upload lie; refused for what is no id.
    pub fn path(&self, id: &str) -> io::Result<PathBuf> {
        if is_id(id) {
            Ok(self.0.join(id))
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidInput, "not an upload id"))
        }
    }

    /// Makes an empty file, so that its name survives a power cut too.
    pub async fn create(&self, id: &str) -> io::Result<()> {
        OpenOptions::new().write(true).create_new(true).open(self.path(id)?).await?;
        File::open(&self.0).await?.sync_all().await
    }

    /// Opens a file to go on writing at an offset; whatever lies beyond it is cut off.
    pub async fn write_at(&self, id: &str, offset: u64) -> io::Result<File> {
        let mut file = OpenOptions::new().write(true).open(self.path(id)?).await?;
        if file.metadata().await?.len() < offset {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "fewer bytes than promised"));
        }
        file.set_len(offset).await?;
        file.seek(SeekFrom::Start(offset)).await?;
        Ok(file)
    }

    /// Opens a file for reading.
    pub async fn read(&self, id: &str) -> io::Result<File> {
        File::open(self.path(id)?).await
    }

    /// Removes a file; it is no fault if it is not there.
    pub async fn remove(&self, id: &str) -> io::Result<()> {
        match tokio::fs::remove_file(self.path(id)?).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Length of a file; `None` where it is not there.
    pub async fn length(&self, id: &str) -> io::Result<Option<u64>> {
        match tokio::fs::metadata(self.path(id)?).await {
            Ok(found) => Ok(Some(found.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The ids of all files.
    pub async fn ids(&self) -> io::Result<Vec<String>> {
        let mut entries = tokio::fs::read_dir(&self.0).await?;
        let mut ids = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            if let Some(id) = entry.file_name().to_str().filter(|name| is_id(name)) {
                ids.push(id.to_owned());
            }
        }
        Ok(ids)
    }

    /// The first bytes of a file and the SHA-256 of all of it, hexadecimal.
    pub async fn inspect(&self, id: &str) -> io::Result<(Vec<u8>, String)> {
        let path = self.path(id)?;
        tokio::task::spawn_blocking(move || inspect(&path)).await.map_err(io::Error::other)?
    }
}

fn inspect(path: &Path) -> io::Result<(Vec<u8>, String)> {
    let mut file = std::fs::File::open(path)?;
    let (mut head, mut sum) = (Vec::new(), Sha256::new());
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((head, hex::encode(sum.finalize())));
        }
        if head.is_empty() {
            head.extend_from_slice(&buffer[..read.min(1024)]);
        }
        sum.update(&buffer[..read]);
    }
}

/// 32 hexadecimal digits, as they are made.
fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
