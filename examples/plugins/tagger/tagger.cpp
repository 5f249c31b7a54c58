// SPDX-License-Identifier: 0BSD
//
// tagger - marks what the regular expressions of a file find: docket numbers,
// postcodes, hashtags, whatever a newsroom has a pattern for.
//
// Each line of the file is a label, a tab and a pattern of RE2, whose time
// grows with the text's length and not faster, whatever the pattern and the
// text.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <re2/re2.h>

#include <stemma/stemma.h>

namespace
{

struct Tag {
  stemma_row row;
  stemma_str label;
};

constexpr stemma_field fields[] = {
  STEMMA_FIELD(Tag, label, STEMMA_STR, "", "the label of the pattern"),
};
constexpr stemma_layer tags = {
  sizeof(stemma_layer), 1,
  "org.example.tag",    "what the patterns find",
  STEMMA_LIST(fields),  sizeof(Tag),
  STEMMA_LAYER_SORTED,
};
constexpr stemma_port writes[] = { { &tags, nullptr, 0, 0 } };

struct Settings {
  const char *patterns;
};
constexpr stemma_option options[] = {
  { "patterns", "a file of lines: a label, a tab, a regular expression",
    nullptr, nullptr, "", 0, 0, offsetof(Settings, patterns),
    STEMMA_OPTION_FILE, STEMMA_OPTION_REQUIRED },
};

constexpr stemma_metric metrics[] = {
  { "count", "what the patterns find", "places", "org.example.tag", nullptr,
    nullptr, 0, STEMMA_COUNT, 0 },
};

// No exception may leave a function that the host calls: it becomes a failure
// of this document or stage.
template <typename Work>
stemma_status
guarded(stemma_error *error, Work work) noexcept
{
  try {
    return work();
  } catch (const std::bad_alloc &) {
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory");
  } catch (const std::exception &mistake) {
    return stemma_fail(error, STEMMA_E_INTERNAL, mistake.what());
  } catch (...) {
    return stemma_fail(error, STEMMA_E_INTERNAL, "an unknown exception");
  }
}

// What open makes and all threads read; RE2 objects may be shared.
struct Pattern {
  std::string label;
  std::unique_ptr<re2::RE2> expression;
};
using Patterns = std::vector<Pattern>;

// A line of the file; "" or why it cannot be used.
std::string
read_line(std::string_view line, Patterns &patterns)
{
  const auto tab = line.find('\t');

  if (line.empty() || line[0] == '#')
    return "";
  if (tab == 0 || tab == line.npos)
    return "expected a label, a tab and a pattern";
  const std::string pattern(line.substr(tab + 1));
  auto expression = std::make_unique<re2::RE2>(pattern, re2::RE2::Quiet);
  if (!expression->ok())
    return "the pattern cannot be read: " + expression->error();
  patterns.push_back(
      { std::string(line.substr(0, tab)), std::move(expression) });
  return "";
}

stemma_status
read_patterns(const char *name, std::string_view text, Patterns &patterns,
              stemma_error *error)
{
  for (std::size_t number = 1; !text.empty(); number++) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string why = read_line(text.substr(0, end), patterns);

    if (!why.empty())
      return stemma_fail(
          error, STEMMA_E_RESOURCE,
          (std::string(name) + ":" + std::to_string(number) + ": " + why)
              .c_str());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return STEMMA_OK;
}

stemma_status
open_stage(const stemma_stage *, const stemma_host *host, const void *chosen,
           void **self, stemma_error *error) noexcept
{
  return guarded(error, [=]() -> stemma_status {
    const char *name = static_cast<const Settings *>(chosen)->patterns;
    const auto *files = static_cast<const stemma_resource *>(
        host->extension(host, STEMMA_RESOURCE_ID));
    auto patterns = std::make_unique<Patterns>();
    const char *bytes;
    std::uint64_t length;

    if (!files)
      return stemma_fail(error, STEMMA_E_HOST,
                         "this stemma has no stemma.resource/1");
    stemma_status status = files->map(host, name, &bytes, &length, error);
    if (status == STEMMA_OK)
      status = read_patterns(name, { bytes, length }, *patterns, error);
    if (status == STEMMA_OK)
      *self = patterns.release();
    return status;
  });
}

void
close_stage(void *self) noexcept
{
  delete static_cast<Patterns *>(self);
}

// A match; in the order of the layer: by begin, then the longer first.
struct Match {
  std::uint32_t begin, end, pattern;

  bool
  operator<(const Match &other) const
  {
    return std::tie(begin, other.end, pattern)
           < std::tie(other.begin, end, other.pattern);
  }
};
using Scratch = std::vector<Match>;

stemma_status
open_worker(const void *, void **worker, stemma_error *error) noexcept
{
  return guarded(error, [=] {
    *worker = new Scratch;
    return stemma_status{ STEMMA_OK };
  });
}

void
close_worker(void *worker) noexcept
{
  delete static_cast<Scratch *>(worker);
}

// All places of one pattern that do not overlap.  An empty match marks nothing.
void
find(const re2::RE2 &expression, re2::StringPiece text, std::uint32_t number,
     Scratch &matches)
{
  std::size_t at = 0;
  re2::StringPiece found;

  while (at <= text.size()
         && expression.Match(text, at, text.size(), re2::RE2::UNANCHORED,
                             &found, 1)) {
    const auto begin = static_cast<std::size_t>(found.data() - text.data());

    if (!found.empty())
      matches.push_back({ static_cast<std::uint32_t>(begin),
                          static_cast<std::uint32_t>(begin + found.size()),
                          number });
    at = begin + std::max<std::size_t>(found.size(), 1);
    // Not into the middle of a character.
    while (at < text.size()
           && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u)
      at++;
  }
}

stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error) noexcept
{
  return guarded(error, [=] {
    const Patterns &patterns = *static_cast<const Patterns *>(self);
    Scratch &matches = *static_cast<Scratch *>(worker);
    const re2::StringPiece text(job->doc->text, job->doc->length);
    stemma_writer *out = job->outputs[0];
    stemma_status status = STEMMA_OK;

    matches.clear();
    for (std::uint32_t i = 0; i < patterns.size(); i++)
      find(*patterns[i].expression, text, i, matches);
    std::sort(matches.begin(), matches.end());
    for (const Match &match : matches) {
      const std::string &label = patterns[match.pattern].label;
      const Tag row = { { match.begin, match.end, 0, 0 },
                        out->intern(out, label.data(),
                                    static_cast<std::uint32_t>(label.size())) };

      status = stemma_append(out, &row, sizeof row);
      if (status != STEMMA_OK)
        break;
    }
    return status;
  });
}

constexpr stemma_life life = { .size = sizeof(stemma_life),
                               .reserved = 0,
                               .open = open_stage,
                               .close = close_stage,
                               .worker_open = open_worker,
                               .worker_close = close_worker };
constexpr stemma_map map = { .size = sizeof(stemma_map),
                             .reserved = 0,
                             .process = process };
constexpr stemma_stage stage = {
  .size = sizeof(stemma_stage),
  .flags = 0,
  .id = "tagger",
  .version = "1.0.0",
  .summary = "marks what the regular expressions of a file find",
  .url = "",
  .reads = STEMMA_NO_LIST,
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(Settings),
  .reserved = 0,
  .carries = nullptr,
  .life = &life,
  .map = &map,
  .group = nullptr,
  .fold = nullptr,
  .chain = nullptr,
  .metrics = STEMMA_LIST(metrics),
};
constexpr const stemma_stage *stages[] = { &stage };
constexpr stemma_module plugin = {
  .size = sizeof(stemma_module),
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .reserved = 0,
  .reserved2 = 0,
  .id = "org.example.tagger",
  .version = "1.0.0",
  .license = "0BSD",
  .vendor = "Example",
  .url = "",
  .stages = STEMMA_LIST(stages),
};
STEMMA_NOTE("org.example.tagger", "1.0.0", "0BSD");

} // namespace

const stemma_module *
stemma_module_v1(void)
{
  return &plugin;
}
