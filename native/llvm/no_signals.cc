/* LLVM keeps a list of files to remove when a signal ends the process. It installs handlers of its own for that, in place
 * of node's, and the list is walked for each file and never gets shorter (DECISIONS.md, N-013). The linker puts these in
 * the place of LLVM's (--wrap, CMakeLists.txt): what an engine leaves behind, the next one removes. */
#include <llvm/ADT/StringRef.h>
#include <string>

namespace tracejit {

/* Their symbols are what --wrap asks for. */
bool remove_no_file(llvm::StringRef, std::string *) __asm__(
    "__wrap__ZN4llvm3sys18RemoveFileOnSignalENS_9StringRefEPNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE");
void forget_no_file(llvm::StringRef) __asm__("__wrap__ZN4llvm3sys22DontRemoveFileOnSignalENS_9StringRefE");

/* True would be a failure. */
bool remove_no_file(llvm::StringRef, std::string *) { return false; }
void forget_no_file(llvm::StringRef) {}

}  // namespace tracejit
