// The result: one row for each length.  A row of a corpus layer has no place in
// a text, so its head stays zero.
struct LengthRow {
  stemma_row row;
  std::uint32_t letters;
  std::uint32_t words;
};

// Each member once, with its meaning: reports, checks and `stemma plugins info`
// are made from this.
constexpr stemma_field fields[] = {
  STEMMA_FIELD(LengthRow, letters, STEMMA_U32, "characters",
               "the length; the last row counts the longer ones too"),
  STEMMA_FIELD(LengthRow, words, STEMMA_U32, "words", "how many have it"),
};

// A layer's name has a dot in it; those without are stemma's own.  The version
// grows by one with each field that you append.
constexpr stemma_layer layer = {
  sizeof(stemma_layer),
  1,
  "org.example.my-plugin.length",
  "how long the words of the corpus are",
  STEMMA_LIST(fields),
  sizeof(LengthRow),
  STEMMA_LAYER_CORPUS,
};

// What goes in and out.  `token` is written by the stage "segment".
constexpr stemma_port reads[] = { { &stemma_token_layer, nullptr, 0, 0 } };
constexpr stemma_port writes[] = { { &layer, nullptr, 0, 0 } };

// What the user can choose.  The host reads the pipeline file, checks type and
// range, and fills in this struct.
struct Settings {
  std::int64_t longest;
};

constexpr stemma_option options[] = {
  STEMMA_OPTION_NUMBER(Settings, longest, STEMMA_OPTION_INT, "longest", "20", 1,
                       1000, "characters",
                       "words longer than this count as this long"),
};

// Numbers about a run, for [fail-if] and reports: "my-plugin.words".
constexpr stemma_metric metrics[] = {
  { "words", "words of the corpus", "words", "org.example.my-plugin.length",
    "words", nullptr, 0, STEMMA_SUM, 0 },
};

// The state: what is known of the documents seen so far.  The host keeps one
// for each thread and merges them, so nothing here may depend on the order of
// the documents.
using Counts = std::map<std::uint32_t, std::uint32_t>; // words, by length

// Characters of UTF-8, which are the bytes that do not continue one.
std::uint32_t
count_characters(std::string_view text)
{
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u;
      }));
}

// An empty state, which changes nothing when it is merged.
stemma_status
start(const void *, void **state, stemma_error *error) noexcept
{
  return guarded(error, [=] {
    *state = new Counts;
    return stemma_status{ STEMMA_OK };
  });
}

// One document.  A failure must leave the state as it was, so this counts the
// document by itself first.
stemma_status
add(const void *self, void *, void *state, const stemma_job *job,
    stemma_error *error) noexcept
{
  return guarded(error, [=] {
    const auto longest = static_cast<std::uint32_t>(
        static_cast<const Settings *>(self)->longest);
    const std::string_view text(job->doc->text, job->doc->length);
    Counts sum = *static_cast<const Counts *>(state);

    for (const stemma_token &token : Rows<stemma_token>(job->inputs[0]->rows)) {
      const auto [begin, end, present, reserved] = token.row;

      if (token.kind == STEMMA_TOKEN_WORD)
        sum[std::min(longest,
                     count_characters(text.substr(begin, end - begin)))]++;
    }
    static_cast<Counts *>(state)->swap(sum);
    return stemma_status{ STEMMA_OK };
  });
}

// Takes over what another thread counted.
stemma_status
merge(const void *, void *, void *into, void *from,
      stemma_error *error) noexcept
{
  return guarded(error, [=] {
    for (const auto &[letters, words] : *static_cast<const Counts *>(from))
      (*static_cast<Counts *>(into))[letters] += words;
    return stemma_status{ STEMMA_OK };
  });
}

// What the state costs, for the user's max-memory: a node of the tree has four
// words beside the pair.
std::uint64_t
bytes(const void *, const void *state) noexcept
{
  return static_cast<const Counts *>(state)->size()
         * (sizeof(Counts::value_type) + 4 * sizeof(void *));
}

// The state as bytes, and back: how many pairs, and the pairs.  The map keeps
// its items in order, so equal states give equal bytes.
stemma_status
save(const void *, const void *state, stemma_output *output,
     stemma_error *) noexcept
{
  const Counts &counts = *static_cast<const Counts *>(state);
  const std::uint64_t size = counts.size();
  stemma_status status = output->write(output, &size, sizeof size);

  for (const auto &[letters, words] : counts) {
    const std::uint32_t pair[] = { letters, words };

    if (status == STEMMA_OK)
      status = output->write(output, pair, sizeof pair);
  }
  return status;
}

stemma_status
load(const void *, const void *saved, std::uint64_t length, void **state,
     stemma_error *error) noexcept
{
  return guarded(error, [=] {
    std::uint64_t size = 0;
    std::uint32_t pair[2];

    if (length >= sizeof size)
      std::memcpy(&size, saved, sizeof size);
    if (length < sizeof size || (length - sizeof size) % sizeof pair
        || (length - sizeof size) / sizeof pair != size)
      return stemma_fail(error, STEMMA_E_INPUT, "these are no saved counts");
    auto counts = std::make_unique<Counts>();
    for (std::uint64_t at = sizeof size; at < length; at += sizeof pair) {
      std::memcpy(pair, static_cast<const char *>(saved) + at, sizeof pair);
      (*counts)[pair[0]] = pair[1];
    }
    *state = counts.release();
    return stemma_status{ STEMMA_OK };
  });
}

// All documents are in: the result.
stemma_status
finish(const void *, void *, void *state, const stemma_job *job,
       stemma_error *) noexcept
{
  stemma_status status = STEMMA_OK;

  for (const auto &[letters, words] : *static_cast<const Counts *>(state)) {
    const LengthRow row = { { 0, 0, 0, 0 }, letters, words };

    if (status == STEMMA_OK)
      status = stemma_append(job->outputs[0], &row, sizeof row);
  }
  return status;
}

void
drop(const void *, void *state) noexcept
{
  delete static_cast<Counts *>(state);
}

constexpr stemma_fold fold = { .size = sizeof(stemma_fold),
                               .reserved = 0,
                               .start = start,
                               .add = add,
                               .merge = merge,
                               .bytes = bytes,
                               .save = save,
                               .load = load,
                               .finish = finish,
                               .drop = drop };
