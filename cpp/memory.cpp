// Packs what JITLink links: a wrapper is some hundred bytes, but pages of its own cost it eight thousand, and two of
// the mappings of which a process may have 65,530 (decision D6).
//
// An arena is a stretch of addresses in three parts: code, constants and variables. Code and constants are memory that
// is mapped twice, once for writing and once as it is used, so that no page is ever writable and executable at one
// address. Arenas are filled from their start, and unmapped with the session.
#include "memory.hpp"

#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

using namespace llvm;
using namespace llvm::jitlink;

namespace gusset {

namespace {

enum Sort { code, constants, variables, sorts };

// Bytes of an arena's parts; a larger object gets an arena of its own size. Only what is touched is resident.
constexpr size_t part_sizes[sorts] = {1 << 20, 1 << 19, 1 << 19};

Sort sort_of(orc::MemProt protection) {
  if ((protection & orc::MemProt::Exec) != orc::MemProt::None)
    return code;
  return (protection & orc::MemProt::Write) != orc::MemProt::None ? variables : constants;
}

struct Part {
  char *writable = nullptr, *used_at = nullptr;
  size_t size = 0, used = 0;
};

// Fresh addresses, `MAP_FAILED` where there are none. No multiple of 4 GiB is among them: libgcc's unwinder takes a
// record whose function begins at one for that of a function which the linker dropped, as only the lower half of the
// address is in the record, and what is thrown there would end the process.
void *reserve(size_t size) {
  void *found = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (found == MAP_FAILED)
    return found;
  uintptr_t start = reinterpret_cast<uintptr_t>(found);
  if (start % (uint64_t(1) << 32) != 0 && start >> 32 == (start + size - 1) >> 32)
    return found;
  void *other = reserve(size);
  munmap(found, size);
  return other;
}

struct Arena {
  Part parts[sorts];

  // Gives each segment its place; false where they do not all fit.
  bool place(BasicLayout &layout) {
    size_t used[sorts];
    for (int sort = 0; sort < sorts; sort++)
      used[sort] = parts[sort].used;
    for (auto &[group, segment] : layout.segments()) {
      Sort sort = sort_of(group.getMemProt());
      Part &part = parts[sort];
      uintptr_t start = reinterpret_cast<uintptr_t>(part.used_at);
      size_t offset = alignTo(start + used[sort], segment.Alignment) - start;
      size_t size = segment.ContentSize + segment.ZeroFillSize;
      if (offset + size > part.size)
        return false;
      segment.WorkingMem = part.writable + offset;
      segment.Addr = orc::ExecutorAddr::fromPtr(part.used_at + offset);
      used[sort] = offset + size;
    }
    for (int sort = 0; sort < sorts; sort++)
      parts[sort].used = used[sort];
    return true;
  }

  void unmap() {
    munmap(parts[code].writable, parts[code].size + parts[constants].size);
    munmap(parts[code].used_at, parts[code].size + parts[constants].size + parts[variables].size);
  }

  // Maps an arena in which the layout has room.
  Error open(BasicLayout *layout) {
    size_t sizes[sorts], page = sysconf(_SC_PAGESIZE);
    std::copy(std::begin(part_sizes), std::end(part_sizes), sizes);
    if (layout)
      for (auto &[group, segment] : layout->segments()) {
        size_t &size = sizes[sort_of(group.getMemProt())];
        size = alignTo(size + segment.ContentSize + segment.ZeroFillSize + segment.Alignment.value(), page);
      }
    size_t twice = sizes[code] + sizes[constants], all = twice + sizes[variables];
    int file = memfd_create("gusset-code", MFD_CLOEXEC);
    if (file < 0 || ftruncate(file, twice)) {
      if (file >= 0)
        close(file);
      return errorCodeToError(errnoAsErrorCode());
    }
    // One stretch, so that the parts reach each other.
    void *used = reserve(all);
    void *writable = mmap(nullptr, twice, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    bool good = used != MAP_FAILED && writable != MAP_FAILED;
    char *start = static_cast<char *>(used);
    good =
        good && mmap(start, sizes[code], PROT_READ | PROT_EXEC, MAP_SHARED | MAP_FIXED, file, 0) != MAP_FAILED &&
        mmap(start + sizes[code], sizes[constants], PROT_READ, MAP_SHARED | MAP_FIXED, file, sizes[code]) != MAP_FAILED;
    Error error = good ? Error::success() : errorCodeToError(errnoAsErrorCode());
    close(file);
    if (!good) {
      if (used != MAP_FAILED)
        munmap(used, all);
      if (writable != MAP_FAILED)
        munmap(writable, twice);
      return error;
    }
    char *alias = static_cast<char *>(writable);
    parts[code] = {alias, start, sizes[code]};
    parts[constants] = {alias + sizes[code], start + sizes[code], sizes[constants]};
    parts[variables] = {start + twice, start + twice, sizes[variables]};
    return error;
  }
};

class PackedMemory : public JITLinkMemoryManager {
public:
  explicit PackedMemory(Arena arena) { arenas.push_back(arena); }
  ~PackedMemory() override {
    for (Arena &arena : arenas)
      arena.unmap();
  }

  void allocate(const JITLinkDylib *, LinkGraph &graph, OnAllocatedFunction done) override {
    BasicLayout layout(graph);
    {
      // Tier 1 links on a thread of its own.
      std::lock_guard<std::mutex> lock(arena_lock);
      if (!arenas.back().place(layout)) {
        Arena fresh;
        if (Error error = fresh.open(&layout))
          return done(std::move(error));
        fresh.place(layout);
        arenas.push_back(fresh);
      }
    }
    auto allocation = std::make_unique<Allocation>(graph);
    for (auto &[group, segment] : layout.segments())
      if (sort_of(group.getMemProt()) == code)
        allocation->fresh_code.emplace_back(segment.Addr.toPtr<char *>(), segment.ContentSize);
    if (Error error = layout.apply())
      return done(std::move(error));
    done(std::move(allocation));
  }

  // The memory stays; what undoes the registrations is run.
  void deallocate(std::vector<FinalizedAlloc> all, OnDeallocatedFunction done) override {
    Error errors = Error::success();
    for (FinalizedAlloc &allocation : reverse(all)) {
      std::unique_ptr<Undoing> undoing(allocation.release().toPtr<Undoing *>());
      errors = joinErrors(std::move(errors), orc::shared::runDeallocActions(*undoing));
    }
    done(std::move(errors));
  }

private:
  using Undoing = std::vector<orc::shared::WrapperFunctionCall>;

  struct Allocation : InFlightAlloc {
    explicit Allocation(LinkGraph &graph) : graph(graph) {}
    void abandon(OnAbandonedFunction done) override { done(Error::success()); }
    void finalize(OnFinalizedFunction done) override {
      for (auto &[start, size] : fresh_code)
        sys::Memory::InvalidateInstructionCache(start, size);
      auto undoing = orc::shared::runFinalizeActions(graph.allocActions());
      if (!undoing)
        return done(undoing.takeError());
      done(FinalizedAlloc(orc::ExecutorAddr::fromPtr(new Undoing(std::move(*undoing)))));
    }
    LinkGraph &graph;
    std::vector<std::pair<char *, size_t>> fresh_code;
  };

  std::mutex arena_lock;
  std::vector<Arena> arenas; // the last is being filled
};

} // namespace

std::unique_ptr<JITLinkMemoryManager> make_packed_memory() {
  Arena first;
  if (Error error = first.open(nullptr)) {
    consumeError(std::move(error));
    auto plain = InProcessMemoryManager::Create();
    if (!plain) {
      consumeError(plain.takeError());
      return nullptr;
    }
    return std::move(*plain);
  }
  return std::make_unique<PackedMemory>(first);
}

} // namespace gusset
