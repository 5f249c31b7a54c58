// What a document files under a key: the sentence itself.  The host sorts and
// keeps these rows, on disk when they are many, so they are small.
struct Carried {
  stemma_row row;
  stemma_str text;
};

constexpr stemma_field carried_fields[] = {
  STEMMA_FIELD(Carried, text, STEMMA_STR, "", "the sentence"),
};
constexpr stemma_layer carried_layer = {
  sizeof(stemma_layer),
  1,
  "org.example.my-plugin.filed",
  "sentences on their way",
  STEMMA_LIST(carried_fields),
  sizeof(Carried),
  0,
};

// The result: one row for each place where a repeated sentence stands.
struct Repeat {
  stemma_row row;
  std::uint32_t doc;
  std::uint32_t documents;
  stemma_str text;
};

// Each member once, with its meaning: reports, checks and `stemma plugins info`
// are made from this.
constexpr stemma_field fields[] = {
  STEMMA_FIELD(Repeat, doc, STEMMA_DOC, "", "the document it stands in"),
  STEMMA_FIELD(Repeat, documents, STEMMA_U32, "documents",
               "how many documents have it"),
  STEMMA_FIELD(Repeat, text, STEMMA_STR, "", "the sentence"),
};

// A layer's name has a dot in it; those without are stemma's own.  The version
// grows by one with each field that you append.
constexpr stemma_layer layer = {
  sizeof(stemma_layer),
  1,
  "org.example.my-plugin.repeat",
  "sentences of more than one document",
  STEMMA_LIST(fields),
  sizeof(Repeat),
  STEMMA_LAYER_CORPUS,
};

// What goes in and out.  `sentence` is written by the stage "segment".
constexpr stemma_port reads[] = { { &stemma_sentence_layer, nullptr, 0, 0 } };
constexpr stemma_port writes[] = { { &layer, nullptr, 0, 0 } };

// What the user can choose.  The host reads the pipeline file, checks type and
// range, and fills in this struct.
struct Settings {
  std::int64_t min_length;
};

constexpr stemma_option options[] = {
  STEMMA_OPTION_NUMBER(Settings, min_length, STEMMA_OPTION_INT, "min-length",
                       "20", 1, 100000, "bytes",
                       "leave out sentences that are shorter"),
};

// Numbers about a run, for [fail-if] and reports: "my-plugin.count".
constexpr stemma_metric metrics[] = {
  { "count", "places of repeated sentences", "sentences",
    "org.example.my-plugin.repeat", nullptr, nullptr, 0, STEMMA_COUNT, 0 },
};

// The key of a sentence: FNV-1a, twice.  Two sentences may share it, so gather
// compares the words as well.
stemma_key
key_of(std::string_view text)
{
  stemma_key key = { 0x84222325cbf29ce4u, 0xcbf29ce484222325u };

  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);

    key.low = (key.low ^ byte) * 0x100000001b3u;
    key.high = (key.high + byte) * 0x100000001b3u;
  }
  return key;
}

// One document: files each sentence under its key.
stemma_status
scatter(const void *self, void *, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *) noexcept
{
  const auto *settings = static_cast<const Settings *>(self);
  stemma_status status = STEMMA_OK;

  for (const stemma_sentence &one :
       Rows<stemma_sentence>(job->inputs[0]->rows)) {
    const auto [begin, end, present, reserved] = one.row;
    const std::string_view text(job->doc->text + begin, end - begin);

    if (text.size() < static_cast<std::uint64_t>(settings->min_length))
      continue;
    const Carried row = { { begin, end, 0, 0 },
                          emitter->rows->intern(emitter->rows, text.data(),
                                                end - begin) };
    status = stemma_append(emitter->rows, &row, sizeof row);
    if (status == STEMMA_OK)
      status = emitter->key(emitter, key_of(text));
    if (status != STEMMA_OK)
      break;
  }
  return status;
}

std::string_view
text_of(const stemma_table *members, std::uint32_t i)
{
  const stemma_str text = STEMMA_AT(Carried, members->rows, i)->text;

  return { stemma_text(members, text), text.length };
}

// All sentences of one key, from all documents.  Those whose words differ from
// the first one's only share its key by chance, and are left out.
stemma_status
gather(const void *, void *, const stemma_job *job, stemma_key,
       const stemma_table *members, stemma_list origins,
       stemma_error *error) noexcept
{
  return guarded(error, [=] {
    const std::string_view first = text_of(members, 0);
    std::set<std::uint32_t> documents;
    stemma_status status = STEMMA_OK;

    for (std::uint32_t i = 0; i < members->rows.count; i++)
      if (text_of(members, i) == first)
        documents.insert(STEMMA_AT(stemma_ref, origins, i)->doc);
    if (documents.size() < 2)
      return status;
    for (std::uint32_t i = 0; i < members->rows.count; i++) {
      const auto [begin, end, present, reserved] =
          STEMMA_AT(Carried, members->rows, i)->row;
      stemma_writer *out = job->outputs[0];

      if (text_of(members, i) != first)
        continue;
      const Repeat row = {
        { begin, end, 0, 0 },
        STEMMA_AT(stemma_ref, origins, i)->doc,
        static_cast<std::uint32_t>(documents.size()),
        out->intern(out, first.data(), static_cast<std::uint32_t>(first.size()))
      };
      status = stemma_append(out, &row, sizeof row);
      if (status != STEMMA_OK)
        break;
    }
    return status;
  });
}

constexpr stemma_group group = { .size = sizeof(stemma_group),
                                 .max_members = 0,
                                 .scatter = scatter,
                                 .gather = gather };
