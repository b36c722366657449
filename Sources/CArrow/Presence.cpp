#include "Presence.hpp"

#include <arrow/io/interfaces.h>
#include <arrow/memory_pool.h>
#include <arrow/util/thread_pool.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <thread>

namespace carrow {

namespace {

constexpr auto kPatience = std::chrono::seconds(5);

std::atomic<int> present{0};
std::atomic<bool> is_ending{false};
std::atomic<uint64_t> calls{0};
// After each of so many first calls the handler is registered again.
constexpr uint64_t kFirstCalls = 256;
// The thread that ends the process does not wait for itself.
thread_local bool is_ender = false;
thread_local int depth = 0;

void end() {
  if (is_ending.exchange(true)) return;
  is_ender = true;
  const auto last = std::chrono::steady_clock::now() + kPatience;
  while (present > 0 && std::chrono::steady_clock::now() < last) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

// Handlers and destructors run in reverse, and Arrow makes much of what it has when it is first needed. So the handler is
// registered again after calls in which that may have happened: the first ones, and then ever fewer.
void watch_again() {
  const uint64_t number = ++calls;
  const bool is_due = number <= kFirstCalls || (number & (number - 1)) == 0;
  if (is_due && !is_ending) (void)std::atexit(end);
}

bool watch_end() {
  (void)arrow::default_memory_pool();
  (void)arrow::internal::GetCpuThreadPool();
  (void)arrow::io::default_io_context();
  return std::atexit(end) == 0;
}

}  // namespace

Presence::Presence() {
  static const bool is_watched = watch_end();
  (void)is_watched;
  if (depth++ > 0) return;
  ++present;
  if (!is_ending || is_ender) return;
  --present;
  for (;;) ::pause();
}

Presence::~Presence() {
  if (--depth > 0) return;
  watch_again();
  --present;
}

}  // namespace carrow
