#include "side_list.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

QString stateWords(const SideItem &item)
{
    switch (item.state) {
    case SideState::Upcoming:
        return item.current ? SideModel::tr("current") : SideModel::tr("to come");
    case SideState::Running:
        return SideModel::tr("running");
    case SideState::Done:
        return SideModel::tr("done");
    case SideState::Note:
        return SideModel::tr("done, with a note");
    case SideState::NotVerified:
        return SideModel::tr("not verified");
    case SideState::Failed:
        return SideModel::tr("stopped");
    }
    return {};
}

} // namespace

Shape shapeOf(SideState state)
{
    switch (state) {
    case SideState::Upcoming:
        return Shape::NumberRing;
    case SideState::Running:
        return Shape::Arc;
    case SideState::Done:
        return Shape::TickDisc;
    case SideState::Note:
        return Shape::Triangle;
    case SideState::NotVerified:
        return Shape::DashedDisc;
    case SideState::Failed:
        return Shape::Octagon;
    }
    return Shape::None;
}

void SideModel::setItems(std::vector<SideItem> items)
{
    const bool same = items.size() == m_items.size()
                      && std::equal(items.begin(), items.end(), m_items.begin(),
                                    [](const SideItem &a, const SideItem &b) { return a.name == b.name; });
    if (same) {
        // The keyboard's place in the list stays.
        m_items = std::move(items);
        if (!m_items.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

void SideModel::update(const SideItem &item)
{
    for (std::size_t row = 0; row < m_items.size(); ++row) {
        if (m_items[row].name == item.name) {
            m_items[row] = item;
            Q_EMIT dataChanged(index(int(row)), index(int(row)));
        }
    }
}

int SideModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant SideModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SideItem &item = m_items[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::ToolTipRole:
        return item.result;
    case Qt::AccessibleTextRole: {
        if (!item.step)
            return item.result.isEmpty() ? item.title : item.title + u", "_s + item.result;
        const QString head = tr("Step %1, %2, %3").arg(item.number).arg(item.title, stateWords(item));
        return item.result.isEmpty() ? head : head + u": "_s + item.result;
    }
    default:
        return {};
    }
}

Qt::ItemFlags SideModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const SideItem &item = m_items[std::size_t(index.row())];
    return item.visited || item.current ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                                        : Qt::ItemNeverHasChildren;
}

} // namespace smk
