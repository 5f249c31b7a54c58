// What the stage finds are rows of a layer.  A row begins with its place in the
// text; then come your members, without holes and without pointers.
struct LongWord {
  stemma_row row;
  std::uint32_t letters;
};

// Each member once, with its meaning: reports, checks and `stemma plugins info`
// are made from this.
constexpr stemma_field fields[] = {
  STEMMA_FIELD(LongWord, letters, STEMMA_U32, "characters", "how long it is"),
};

// A layer's name has a dot in it; those without are stemma's own.  The version
// grows by one with each field that you append.
constexpr stemma_layer layer = {
  sizeof(stemma_layer), 1, "org.example.my-plugin.word", "words that are long",
  STEMMA_LIST(fields),  sizeof(LongWord), STEMMA_LAYER_SORTED,
};

// What goes in and out.  `token` is written by the stage "segment".
constexpr stemma_port reads[] = { { &stemma_token_layer, nullptr, 0, 0 } };
constexpr stemma_port writes[] = { { &layer, nullptr, 0, 0 } };

// What the user can choose.  The host reads the pipeline file, checks type and
// range, and fills in this struct.
struct Settings {
  std::int64_t min_length;
};

constexpr stemma_option options[] = {
  STEMMA_OPTION_NUMBER(Settings, min_length, STEMMA_OPTION_INT, "min-length",
                       "12", 1, 1000, "characters",
                       "leave out words that are shorter"),
};

// Numbers about a run, for [fail-if] and reports: "my-plugin.count".
constexpr stemma_metric metrics[] = {
  { "count", "long words", "words", "org.example.my-plugin.word", nullptr,
    nullptr, 0, STEMMA_COUNT, 0 },
};

// Characters of UTF-8, which are the bytes that do not continue one.
std::uint32_t
count_characters(std::string_view text)
{
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u;
      }));
}

// One document.  Called from many threads at once: nothing static, no output,
// no allocation for each token.
stemma_status
process(const void *self, void *, const stemma_job *job,
        stemma_error *error) noexcept
{
  return guarded(error, [=] {
    const auto *settings = static_cast<const Settings *>(self);
    const std::string_view text(job->doc->text, job->doc->length);

    for (const stemma_token &token :
         Rows<stemma_token>(job->inputs[0]->rows)) {
      const auto [begin, end, present, reserved] = token.row;
      const std::uint32_t letters =
          count_characters(text.substr(begin, end - begin));

      if (token.kind != STEMMA_TOKEN_WORD || letters < settings->min_length)
        continue;
      const LongWord row = { { begin, end, 0, 0 }, letters };
      // The writer's failure goes back to the host as it is.
      if (const stemma_status status =
              stemma_append(job->outputs[0], &row, sizeof row);
          status != STEMMA_OK)
        return status;
    }
    return static_cast<stemma_status>(STEMMA_OK);
  });
}

constexpr stemma_map map = {
  .size = sizeof(stemma_map), .reserved = 0, .process = process
};
