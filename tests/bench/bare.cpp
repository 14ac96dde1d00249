// The least that shows a page with Qt Widgets: what the window's start is measured against.
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QWidget window;
    window.resize(960, 680);
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(new QLabel(u"One page"_s));
    layout->addWidget(new QPushButton(u"One button"_s));
    window.show();
    return QApplication::exec();
}
