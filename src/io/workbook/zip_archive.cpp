#include "io/workbook/zip_archive.h"

#include <waitlist/base/limits.h>

#include "io/blank_text.h"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace waitlist {

/// Bytes as the file that minizip wants to read.
struct BytesFile {
  std::string_view bytes;
  ZPOS64_T at = 0;
};

namespace {

BytesFile& file_of(voidpf stream) { return *static_cast<BytesFile*>(stream); }

voidpf open_bytes(voidpf opaque, const void* /*name*/, int /*mode*/) { return opaque; }

uLong read_bytes(voidpf /*opaque*/, voidpf stream, void* to, uLong size) {
  BytesFile& file = file_of(stream);
  if (file.at >= file.bytes.size()) return 0;
  const std::string_view piece = file.bytes.substr(file.at, size);
  std::memcpy(to, piece.data(), piece.size());
  file.at += piece.size();
  return piece.size();
}

uLong write_bytes(voidpf /*opaque*/, voidpf /*stream*/, const void* /*from*/, uLong /*size*/) {
  return 0;
}

ZPOS64_T tell_bytes(voidpf /*opaque*/, voidpf stream) { return file_of(stream).at; }

long seek_bytes(voidpf /*opaque*/, voidpf stream, ZPOS64_T offset, int origin) {
  BytesFile& file = file_of(stream);
  const ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? file.at
                        : origin == ZLIB_FILEFUNC_SEEK_END ? file.bytes.size()
                                                           : 0;
  if (offset > file.bytes.size() || from > file.bytes.size() - offset) return -1;
  file.at = from + offset;
  return 0;
}

int close_bytes(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }

int error_of_bytes(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }

std::string part_name(std::string_view name) {
  std::string lower;
  lower.reserve(name.size());
  for (const char c : name) lower += c == '\\' ? '/' : ascii_lower(c);
  return lower;
}

}  // namespace

struct ZipArchive::Reader {
  explicit Reader(std::string_view bytes) : file{bytes} {
    zlib_filefunc64_def functions{&open_bytes, &read_bytes,  &write_bytes,    &tell_bytes,
                                  &seek_bytes, &close_bytes, &error_of_bytes, &file};
    zip = unzOpen2_64("", &functions);
  }

  ~Reader() {
    if (zip != nullptr) unzClose(zip);
  }

  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  BytesFile file;
  unzFile zip = nullptr;
};

Error ZipArchive::fault(ErrorCode code, std::string_view part, std::string reason) const {
  return {code, source_, 0, 0, clipped(part), "", std::move(reason)};
}

Result<ZipArchive> ZipArchive::open(std::string_view bytes, const std::string& source) {
  ZipArchive archive;
  archive.source_ = source;
  archive.left_ = limits::kWorkbookBytesMax;
  archive.reader_ = std::make_shared<Reader>(bytes);
  const unzFile zip = archive.reader_->zip;
  if (zip == nullptr) {
    return failed(archive.fault(ErrorCode::malformed_text, "",
                                "the end of this workbook is missing or broken; save it again"));
  }
  constexpr std::size_t kNameBytesMax = 1024;
  std::array<char, kNameBytesMax> name{};
  for (int state = unzGoToFirstFile(zip); state == UNZ_OK; state = unzGoToNextFile(zip)) {
    unz_file_info64 info{};
    unz64_file_pos place{};
    if (unzGetCurrentFileInfo64(zip, &info, name.data(), name.size(), nullptr, 0, nullptr, 0) !=
            UNZ_OK ||
        unzGetFilePos64(zip, &place) != UNZ_OK || info.size_filename >= name.size()) {
      return failed(archive.fault(ErrorCode::malformed_text, "",
                                  "the list of parts of this workbook is broken; save it again"));
    }
    const std::string part = part_name({name.data(), info.size_filename});
    constexpr uLong kLocked = 1;
    const bool known = info.compression_method == 0 || info.compression_method == Z_DEFLATED;
    const bool added = archive.parts_
                           .try_emplace(part, Part{place.pos_in_zip_directory, place.num_of_file,
                                                   info.compressed_size, info.uncompressed_size,
                                                   (info.flag & kLocked) != 0, known})
                           .second;
    if (!added) {
      return failed(archive.fault(ErrorCode::malformed_text, part,
                                  "this workbook has two parts of one name; save it again"));
    }
    if (archive.parts_.size() > limits::kWorkbookPartsMax) {
      return failed(archive.fault(
          ErrorCode::too_large, "",
          "a workbook has at most " + std::to_string(limits::kWorkbookPartsMax) + " parts"));
    }
  }
  return archive;
}

bool ZipArchive::has(std::string_view name) const { return parts_.contains(part_name(name)); }

std::optional<Error> ZipArchive::refused(const Part& part, std::string_view name) const {
  if (part.locked) {
    return fault(ErrorCode::malformed_text, name,
                 "this workbook is locked by a password; save it without one");
  }
  if (!part.known_packing) {
    return fault(ErrorCode::malformed_text, name,
                 "packed in a way that workbooks do not use; save it again");
  }
  if (part.inflated > left_) {
    return fault(ErrorCode::too_large, name,
                 "more than " + std::to_string(limits::kWorkbookBytesMax) +
                     " bytes once it is unpacked; save the sheet as CSV UTF-8");
  }
  const bool small = part.inflated <= limits::kWorkbookSmallPart;
  if (small || part.inflated / limits::kWorkbookRatioMax <= part.packed) return std::nullopt;
  return fault(ErrorCode::too_large, name,
               "unpacked it is more than " + std::to_string(limits::kWorkbookRatioMax) +
                   " times as large as packed, as no list is; nothing of it is read");
}

std::optional<Error> ZipArchive::read(std::string_view name, const Sink& sink) {
  const auto found = parts_.find(part_name(name));
  if (found == parts_.end()) {
    return fault(ErrorCode::malformed_text, name, "this part of the workbook is missing");
  }
  const Part& part = found->second;
  if (auto refusal = refused(part, name)) return refusal;
  const unzFile zip = reader_->zip;
  const unz64_file_pos place{part.place, part.number};
  const auto broken = [&] {
    return fault(ErrorCode::malformed_text, name,
                 "this part of the workbook is broken; save it again");
  };
  if (unzGoToFilePos64(zip, &place) != UNZ_OK || unzOpenCurrentFile(zip) != UNZ_OK) return broken();
  constexpr std::size_t kPieceBytes = std::size_t{1} << 16U;
  std::string piece(kPieceBytes, '\0');
  std::uint64_t taken = 0;
  bool wanted = true;
  int got = 0;
  while (wanted) {
    got = unzReadCurrentFile(zip, piece.data(), static_cast<unsigned>(piece.size()));
    if (got <= 0) break;
    taken += static_cast<std::uint64_t>(got);
    if (taken > part.inflated) break;  // it holds more than it says
    wanted = sink({piece.data(), static_cast<std::size_t>(got)});
  }
  left_ -= std::min(left_, taken);
  const int closed = unzCloseCurrentFile(zip);
  if (!wanted) return std::nullopt;
  if (got != 0 || closed != UNZ_OK || taken != part.inflated) return broken();
  return std::nullopt;
}

}  // namespace waitlist
