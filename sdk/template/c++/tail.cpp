
// Once for each stage of a pipeline that names this plugin.  What goes into
// *self is constant from here on, for many threads read it; the settings live
// until close, and are all that this plugin needs.
stemma_status
open_stage(const stemma_stage *, const stemma_host *, const void *chosen,
           void **self, stemma_error *) noexcept
{
  *self = const_cast<void *>(chosen);
  return STEMMA_OK;
}

// Frees what open_stage made: nothing.
void
close_stage(void *) noexcept
{
}

// The parts, tied together.  Each struct begins with its size, so that a host
// of another version knows how far it reaches.
constexpr stemma_life life = { .size = sizeof(stemma_life),
                               .reserved = 0,
                               .open = open_stage,
                               .close = close_stage,
                               .worker_open = nullptr,
                               .worker_close = nullptr };
constexpr stemma_stage stage = {
  .size = sizeof(stemma_stage),
  .flags = 0,
  .id = "my-plugin",
  .version = "0.1.0",
  .summary = "@summary@",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(Settings),
  .reserved = 0,
  .carries = @carries@,
  .life = &life,
  .map = @map@,
  .group = @group@,
  .fold = @fold@,
  .chain = nullptr,
  .metrics = STEMMA_LIST(metrics),
};
constexpr const stemma_stage *stages[] = { &stage };

// The file as a whole.  Its id is a domain of yours, turned round, and the
// plugin's name; its version grows with each release.
constexpr stemma_module plugin = {
  .size = sizeof(stemma_module),
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .reserved = 0,
  .reserved2 = 0,
  .id = "org.example.my-plugin",
  .version = "0.1.0",
  .license = "0BSD",
  .vendor = "",
  .url = "",
  .stages = STEMMA_LIST(stages),
};

// The same id, version and licence once more, where a host can read them before
// any code of this file runs.
STEMMA_NOTE("org.example.my-plugin", "0.1.0", "0BSD");

} // namespace

// The one symbol that a plugin exports.
const stemma_module *
stemma_module_v1(void)
{
  return &plugin;
}
