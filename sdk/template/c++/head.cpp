// SPDX-License-Identifier: 0BSD
//
// my-plugin - @summary@.
//
// This file is a whole plugin.  It came from `stemma new plugin --lang c++`;
// change what it looks for, and keep the shape.  The guide (plugin-guide.md of
// stemma) says more about each part; the headers say everything.
@includes@
#include <stemma/stemma.h>

namespace
{

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

// The rows of a table, as something to go through with `for`.  It steps by the
// stride, since the host's rows may be longer than ours.
template <typename Row> class Rows
{
public:
  explicit Rows(stemma_list list) : list_(list)
  {
  }

  class Iterator
  {
  public:
    Iterator(stemma_list list, std::uint32_t at) : list_(list), at_(at)
    {
    }
    const Row &
    operator*() const
    {
      return *STEMMA_AT(Row, list_, at_);
    }
    Iterator &
    operator++()
    {
      at_++;
      return *this;
    }
    bool
    operator!=(const Iterator &other) const
    {
      return at_ != other.at_;
    }

  private:
    stemma_list list_;
    std::uint32_t at_;
  };

  Iterator
  begin() const
  {
    return Iterator(list_, 0);
  }
  Iterator
  end() const
  {
    return Iterator(list_, list_.count);
  }

private:
  stemma_list list_;
};

