static const stemma_stage *const stages[] = { &stage };

/* The file as a whole.  Its id is a domain of yours, turned round, and the
 * plugin's name; its version grows with each release. */
static const stemma_module module = {
  .size = sizeof module,
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = "org.example.my-plugin",
  .version = "0.1.0",
  .license = "0BSD",
  .vendor = "",
  .url = "",
  .stages = STEMMA_LIST(stages),
};

/* The same id, version and licence once more, where a host can read them
 * before any code of this file runs. */
STEMMA_NOTE("org.example.my-plugin", "0.1.0", "0BSD");

/* The one symbol that a plugin exports. */
const stemma_module *
stemma_module_v1(void)
{
  return &module;
}
