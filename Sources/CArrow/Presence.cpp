#include "Presence.hpp"

#include <arrow/io/interfaces.h>
#include <arrow/memory_pool.h>
#include <arrow/util/thread_pool.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

namespace carrow {

namespace {

constexpr auto kPatience = std::chrono::seconds(5);

std::atomic<int> present{0};
std::atomic<bool> is_ending{false};
// The thread that ends the process does not wait for itself.
thread_local bool is_ender = false;
thread_local int depth = 0;

void end() {
  is_ender = true;
  is_ending = true;
  const auto last = std::chrono::steady_clock::now() + kPatience;
  while (present > 0 && std::chrono::steady_clock::now() < last) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

// What is made before is taken apart after: handlers and destructors run in reverse.
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
  if (--depth == 0) --present;
}

}  // namespace carrow
